import { createHash } from "node:crypto"
import { createWriteStream } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import path from "node:path"
import { pipeline } from "node:stream/promises"
import { createGzip } from "node:zlib"
import pg from "pg"
import { to as copyTo } from "pg-copy-streams"
import { FileMissingError, type FileStore } from "#app/files/store.server.ts"
import {
	clearAway,
	FILE_LIST,
	placeManifest,
	prepareCopyFolder,
	storeOfCopy,
	tableFile,
} from "./layout.server.ts"
import { type Manifest, writeManifest } from "./manifest.ts"
import { type CopiedTable, copyOut, hashing, sequencesOf, tablesOf } from "./tables.server.ts"

/** Key of the advisory lock that allows one copy at a time. The number is arbitrary but must never change. */
const LOCK = 20_261_130
/** The row of Setting that says when and where the last copy was made. The figures of `/metrics` read it. */
export const LAST_COPY = "backup.last"

export interface BackUp {
	readonly databaseUrl: string
	readonly store: FileStore
	readonly folder: string
	readonly secret: string
	readonly program: string
	/** The real time, not the demo's clock. */
	readonly at: Date
}

/**
 * Copies the database and files while the program runs. The tables are read in one snapshot, which blocks nobody. A file
 * that the snapshot names never changes and still exists. A folder with an earlier copy gets only what is new, and the
 * earlier copy stays complete until the new one is.
 * @throws Error, a sentence for the administrator
 */
export async function backUp({ databaseUrl, store, folder, secret, program, at }: BackUp): Promise<Manifest> {
	await prepareCopyFolder(folder)
	const tablesIn = await freshFolder(folder, `database-${at.toISOString().replace(/\.\d+|[:-]/g, "")}`)
	const copied = await withClient(databaseUrl, async (client) => {
		await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
		await mustBeAlone(client)
		const migrations = await migrationsOf(client)
		// Otherwise PostgreSQL may start reading a large table in the middle, and the same rows would give another hash.
		await client.query("SET LOCAL synchronize_seqscans = off")
		const tables = []
		for (const table of await tablesOf(client))
			tables.push(await copyTable(client, table, tableFile(folder, tablesIn, table.name)))
		const { rows } = await client.query<ListedFile>(`SELECT "hash", "size" FROM "StoredFile" ORDER BY "hash"`)
		return { migrations, tables, sequences: await sequencesOf(client), listed: rows }
	})
	const { listed, ...rest } = copied
	const missing = await copyFiles(listed, store, storeOfCopy(folder))
	const list = listed.map(({ hash, size }) => `${hash}\t${size}\n`).join("")
	await writeFile(path.join(folder, tablesIn, FILE_LIST), list, { mode: 0o600, flush: true })
	const manifest: Manifest = {
		format: 1,
		program,
		at: at.toISOString(),
		tablesIn,
		...rest,
		files: {
			count: listed.length,
			bytes: listed.reduce((sum, { size }) => sum + size, 0),
			sha256: createHash("sha256").update(list).digest("hex"),
			missing,
		},
	}
	await placeManifest(folder, writeManifest(manifest, secret))
	await clearAway(folder, { tablesIn, hashes: new Set(listed.map(({ hash }) => hash)) })
	await remember(databaseUrl, { folder, at, isWhole: missing.length === 0 })
	return manifest
}

interface ListedFile {
	hash: string
	size: number
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url, application_name: "attestation-backup" })
	await client.connect()
	try {
		return await work(client)
	} finally {
		await client.end()
	}
}

async function mustBeAlone(client: pg.Client) {
	const { rows } = await client.query("SELECT pg_try_advisory_xact_lock($1) AS free", [LOCK])
	if (!rows[0].free) throw new Error("Копия уже делается другой командой. Дождитесь её конца.")
}

async function migrationsOf(client: pg.Client): Promise<Manifest["migrations"]> {
	const { rows } = await client.query("SELECT to_regclass('public._migrations') IS NOT NULL AS found")
	if (!rows[0].found) throw new Error("В базе данных ещё ничего нет: копировать нечего.")
	return (await client.query("SELECT name, checksum FROM _migrations ORDER BY name")).rows
}

/** A folder that is not the earlier copy's, even if the clock says the same second as then. */
async function freshFolder(parent: string, name: string): Promise<string> {
	for (let number = 1; ; number += 1) {
		const tried = number === 1 ? name : `${name}${number}`
		try {
			await mkdir(path.join(parent, tried), { mode: 0o700 })
			return tried
		} catch (error) {
			if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
		}
	}
}

async function copyTable(client: pg.Client, table: CopiedTable, file: string) {
	const rows = client.query(copyTo(copyOut(table)))
	const { through, digest } = hashing()
	await pipeline(rows, through, createGzip(), createWriteStream(file, { mode: 0o600, flush: true }))
	return { ...table, rows: rows.rowCount, sha256: digest() }
}

/** @returns the files that the store does not have */
async function copyFiles(listed: readonly ListedFile[], from: FileStore, to: FileStore): Promise<string[]> {
	const missing: string[] = []
	for (const { hash, size } of listed) {
		if ((await to.sizeOf(hash)) === size) continue
		try {
			const { stream } = await from.open(hash)
			const kept = await to.put(stream, Number.POSITIVE_INFINITY)
			if (kept.hash !== hash)
				throw new Error(`Файл ${hash} в хранилище повреждён: его содержимое не то, что было сохранено.`)
		} catch (error) {
			if (!(error instanceof FileMissingError)) throw error
			missing.push(hash)
		}
	}
	return missing
}

async function remember(databaseUrl: string, copy: { folder: string; at: Date; isWhole: boolean }) {
	const value = JSON.stringify({ ...copy, at: copy.at.toISOString() })
	await withClient(databaseUrl, (client) =>
		client.query(
			`INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES ($1, $2, now())
			ON CONFLICT ("key") DO UPDATE SET "value" = EXCLUDED."value", "updatedAt" = now()`,
			[LAST_COPY, value],
		),
	)
}
