import { createReadStream } from "node:fs"
import { readFile } from "node:fs/promises"
import path from "node:path"
import { Writable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { createGunzip } from "node:zlib"
import pg from "pg"
import { from as copyFrom, to as copyTo } from "pg-copy-streams"
import { ensureDatabase, ensureUtc, migrate } from "#app/db/migrate.server.ts"
import { pendingOf, readMigrations } from "#app/db/migrations.server.ts"
import type { FileStore } from "#app/files/store.server.ts"
import { checkCopy, hashesIn } from "./check-copy.server.ts"
import { FILE_LIST, storeOfCopy, tableFile } from "./layout.server.ts"
import type { Manifest } from "./manifest.ts"
import { copyIn, copyOut, hashing, tablesOf, triggers } from "./tables.server.ts"

export interface Restore {
	readonly databaseUrl: string
	readonly store: FileStore
	readonly folder: string
	readonly secret: string
	/** The administrator accepts the copy even if its signature is wrong. */
	readonly withoutSignature?: boolean
}

/**
 * Fills an empty installation from a copy: first the files, then all rows in one transaction. It commits only after the
 * database has returned exactly the rows in the manifest. If interrupted, it can simply be run again.
 * @throws Error, a sentence for the administrator; the database then contains no rows of the copy
 */
export async function restore({
	databaseUrl,
	store,
	folder,
	secret,
	withoutSignature,
}: Restore): Promise<Manifest> {
	const { manifest, faults, isSigned } = await checkCopy(folder, secret)
	const serious = withoutSignature && !isSigned ? faults.slice(1) : faults
	const broken = serious.filter((fault) => !manifest.files.missing.some((hash) => fault.includes(hash)))
	if (broken.length > 0) throw new Error(`Копия не восстановлена.\n${broken.slice(0, 20).join("\n")}`)
	pendingOf(readMigrations(path.resolve("prisma/migrations")), manifest.migrations)
	await ensureDatabase(databaseUrl)
	await mustBeEmpty(databaseUrl)
	await restoreFiles(folder, manifest, store)
	await makeSchema(databaseUrl, manifest)
	await inOneTransaction(databaseUrl, async (client) => {
		await loadRows(client, folder, manifest)
		await compareRows(client, manifest)
	})
	return manifest
}

const NOT_EMPTY =
	"В базе данных этой установки уже есть люди или записи. Восстановить копию можно только в пустую: " +
	"остановите программу и уберите папку var/data (или укажите другую базу в DATABASE_URL)."

/** An installation that was started once already has reference data. Only people and their records make it count as used. */
async function mustBeEmpty(url: string) {
	await inOneTransaction(url, async (client) => {
		for (const table of ["Person", "Application", "Journal"]) {
			const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS found", [
				`public."${table}"`,
			])
			if (!rows[0].found) continue
			const { rowCount } = await client.query(`SELECT 1 FROM "${table}" LIMIT 1`)
			if (rowCount) throw new Error(NOT_EMPTY)
		}
	})
}

/** Small files wait for the disk more than they use it. */
const FILES_AT_ONCE = 8

async function restoreFiles(folder: string, { tablesIn, files }: Manifest, store: FileStore) {
	const list = await readFile(path.join(folder, tablesIn, FILE_LIST), "utf8")
	const copy = storeOfCopy(folder)
	const absent = new Set(files.missing)
	const waiting = hashesIn(list).values()
	/** Takes the next file until none is left. */
	const carrier = async () => {
		for (const hash of waiting)
			if (!absent.has(hash) && !(await store.has(hash)))
				await store.put((await copy.open(hash)).stream, Number.POSITIVE_INFINITY)
	}
	await Promise.all(Array.from({ length: FILES_AT_ONCE }, carrier))
}

/** Starts empty and stops at the copy's own migrations, because its rows fit exactly these tables. */
async function makeSchema(url: string, { migrations }: Manifest) {
	await inOneTransaction(url, async (client) => {
		await client.query("DROP SCHEMA IF EXISTS public CASCADE")
		await client.query("DROP SCHEMA IF EXISTS pgboss CASCADE")
		await client.query("CREATE SCHEMA public")
	})
	await ensureUtc(url)
	const wanted = new Set(migrations.map(({ name }) => name))
	await migrate(url, path.resolve("prisma/migrations"), (name) => wanted.has(name))
}

async function loadRows(client: pg.Client, folder: string, { tables, tablesIn, sequences }: Manifest) {
	const known = await tablesOf(client)
	// The triggers would require a journal row of this same transaction, and would refuse to replace rows that a migration inserted.
	for (const table of known) await client.query(triggers("DISABLE", table))
	await client.query(`TRUNCATE ${known.map(({ name }) => pg.escapeIdentifier(name)).join(", ")}`)
	const byName = new Map(tables.map((table) => [table.name, table]))
	for (const { name } of known) {
		const table = byName.get(name)
		if (table)
			await pipeline(
				createReadStream(tableFile(folder, tablesIn, name)),
				createGunzip(),
				client.query(copyFrom(copyIn(table))),
			)
	}
	for (const table of known) await client.query(triggers("ENABLE", table))
	for (const { name, value } of sequences)
		await client.query("SELECT setval(format('public.%I', $1::text)::regclass, $2::bigint)", [name, value])
}

/** Compares the database's current rows with the manifest: the same number, with the same hash. */
async function compareRows(client: pg.Client, { tables }: Manifest) {
	await client.query("SET LOCAL synchronize_seqscans = off")
	for (const table of tables) {
		const rows = client.query(copyTo(copyOut(table)))
		const { through, digest } = hashing()
		await pipeline(rows, through, new Writable({ write: (_chunk, _encoding, done) => done() }))
		if (rows.rowCount !== table.rows || digest() !== table.sha256)
			throw new Error(`Таблица ${table.name} восстановилась не такой, какой была. База осталась пустой.`)
	}
}

async function inOneTransaction(url: string, work: (client: pg.Client) => Promise<void>) {
	const client = new pg.Client({ connectionString: url, application_name: "attestation-restore" })
	await client.connect()
	try {
		await client.query("BEGIN")
		await work(client)
		await client.query("COMMIT")
	} finally {
		// Closing the connection rolls back what is not committed.
		await client.end()
	}
}
