import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { readFile, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { pathToFileURL } from "node:url"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { createFileStore, type FileStore, fileStore } from "#app/files/store.server.ts"
import { bring, type Cast, openRegion, teachers } from "#tests/factories.ts"
import { databaseUrl, dropDatabase } from "#tests/setup/databases.ts"
import { backUp } from "./back-up.server.ts"
import { checkCopy } from "./check-copy.server.ts"
import { restore } from "./restore.server.ts"
import { inOrder } from "./tables.server.ts"

const SECRET = "the secret of this installation, 32 characters"
const AT = new Date("2026-10-01T20:00:00Z")
const bare = mkdtempSync(path.join(tmpdir(), "копия №1 #"))
const cluster = inject("cluster")
const made: string[] = []
const own = process.env.DATABASE_URL ?? ""
let people: Cast

beforeAll(async () => {
	const busy = ["busy1", "busy2", "busy3", "busy4"]
	people = await openRegion(
		["municipal", "expert1", "expert2"],
		teachers(["filed", "drafted", "late", ...busy]),
	)
	await bring(people, { teacher: "filed", until: "registered" })
	await bring(people, { teacher: "drafted", until: "editing" })
})

afterAll(async () => {
	for (const name of made) await dropDatabase(cluster, name)
	rmSync(bare, { recursive: true, force: true })
})

/** A database that does not exist yet, and an empty folder for files. */
function emptyMachine(name: string): { databaseUrl: string; store: FileStore } {
	const database = `${cluster.template}_restored_${process.pid}_${name}`
	made.push(database)
	const files = pathToFileURL(path.join(bare, `files of ${name}`)).href
	return { databaseUrl: databaseUrl(cluster, database), store: createFileStore(files) }
}

const copyTo = (name: string, at = AT, store = fileStore()) =>
	backUp({ databaseUrl: own, store, folder: path.join(bare, name), secret: SECRET, program: "0.1.0", at })

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		return (await client.query(text)).rows
	} finally {
		await client.end()
	}
}

/** Rows and a hash for each table, without what belongs to one cluster: the journal's transaction numbers. */
async function fingerprint(url: string) {
	const tables = await ask(
		url,
		"SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
	)
	const prints = []
	for (const { name } of tables)
		prints.push(
			...(await ask(
				url,
				`SELECT '${name}' AS table, count(*)::int AS rows, md5(string_agg(row, '|' ORDER BY row)) AS hash
				FROM (SELECT (to_jsonb(t) - 'transaction' - 'applied_at')::text AS row FROM "${name}" t) AS rows`,
			)),
		)
	return prints.filter(({ table }) => table !== "Setting")
}

describe("a copy", () => {
	test("restored on an empty machine gives every row and every file back", async () => {
		const manifest = await copyTo("whole")
		const machine = emptyMachine("whole")
		const restored = await restore({ ...machine, folder: path.join(bare, "whole"), secret: SECRET })
		expect(restored).toEqual(manifest)
		expect(await fingerprint(machine.databaseUrl)).toEqual(await fingerprint(own))
		const files = await ask(own, `SELECT "hash", "size" FROM "StoredFile"`)
		expect(files.length).toBeGreaterThan(2)
		for (const { hash, size } of files) expect(await machine.store.sizeOf(String(hash))).toBe(size)
	})

	test("taken while people work is of one moment: every state has its journal row, every row its file", async () => {
		let working = true
		const work = (async () => {
			for (const teacher of ["busy1", "busy2", "busy3", "busy4"]) {
				if (!working) break
				await bring(people, { teacher, until: "submitted" })
			}
		})()
		const manifest = await copyTo("busy")
		working = false
		await work
		const machine = emptyMachine("busy")
		await restore({ ...machine, folder: path.join(bare, "busy"), secret: SECRET })
		const apart = await ask(
			machine.databaseUrl,
			`SELECT a."id" FROM "Application" a WHERE NOT EXISTS (SELECT 1 FROM "Journal" j
			WHERE j."subject" = 'application' AND j."subjectId" = a."id" AND j."seq" = a."version" AND j."to" = a."state")`,
		)
		expect(apart).toEqual([])
		expect(manifest.files.missing).toEqual([])
		const files = await ask(machine.databaseUrl, `SELECT "hash" FROM "StoredFile"`)
		for (const { hash } of files) expect(await machine.store.has(String(hash))).toBe(true)
	})

	test("protects its journal and states as before once it is restored, and continues counting", async () => {
		const folder = path.join(bare, "whole")
		const machine = emptyMachine("guarded")
		await restore({ ...machine, folder, secret: SECRET })
		const url = machine.databaseUrl
		await expect(ask(url, `DELETE FROM "Journal"`)).rejects.toThrow("append-only")
		await expect(ask(url, `UPDATE "Application" SET "state" = 'approved'`)).rejects.toThrow("journal row")
		const [before] = await ask(url, `SELECT max("id")::int AS id FROM "Journal"`)
		const [next] = await ask(url, `SELECT nextval(pg_get_serial_sequence('"Journal"', 'id'))::int AS id`)
		expect(Number(next?.id)).toBeGreaterThan(Number(before?.id))
		// An old transaction number must not count as proof for a new transaction.
		const numbers = await ask(url, `SELECT DISTINCT "transaction"::text FROM "Journal"`)
		expect(numbers).toHaveLength(1)
	})

	test("replaces the earlier one in the same folder, which stays complete if the new one is interrupted", async () => {
		const folder = path.join(bare, "whole")
		await bring(people, { teacher: "late", until: "submitted" })
		const later = new Date(AT.getTime() + 86_400_000)
		const broken: FileStore = Object.assign(Object.create(fileStore()), {
			open: () => Promise.reject(new Error("the disk is gone")),
		})
		await expect(copyTo("whole", later, broken)).rejects.toThrow("the disk is gone")
		const kept = await checkCopy(folder, SECRET)
		expect(kept).toMatchObject({ faults: [], manifest: { at: AT.toISOString() } })
		const renewed = await copyTo("whole", later)
		expect(await checkCopy(folder, SECRET)).toEqual({ manifest: renewed, isSigned: true, faults: [] })
		expect(readdirSync(folder).filter((name) => name.startsWith("database-"))).toEqual([renewed.tablesIn])
	})

	test("names each file that the store no longer has", async () => {
		const { hash } = await fileStore().put([Buffer.from("soon gone")])
		await prisma.storedFile.create({
			data: { hash, size: 9, type: "text/plain", extension: "txt", storedAt: AT },
			select: { hash: true },
		})
		rmSync(await fileStore().path(hash))
		expect((await copyTo("gap")).files.missing).toEqual([hash])
		const { faults } = await checkCopy(path.join(bare, "gap"), SECRET)
		expect(faults).toEqual([`Файла ${hash} не было в хранилище, когда делали копию.`])
		await prisma.storedFile.delete({ where: { hash }, select: { hash: true } })
	})

	test("is not written into a folder with something else", async () => {
		await writeFile(path.join(bare, "чужое.txt"), "")
		await expect(copyTo(".")).rejects.toThrow("лежит что-то другое")
	})
})

describe("a damaged copy", () => {
	const damages: [string, (folder: string) => Promise<unknown>, RegExp][] = [
		["a table", (folder) => flip(folder, "Journal.copy.gz"), /^Таблица Journal в копии повреждена/],
		[
			"a file",
			(folder) => flip(path.join(folder, "files"), /^[0-9a-f]{62}$/),
			/^Файл [0-9a-f]{64} в копии поврежд/,
		],
		["the list of files", (folder) => flip(folder, "files.tsv"), /^Список файлов в копии повреждён/],
		["its manifest", (folder) => rewrite(folder, '"rows": ', '"rows": 1'), /^Подпись описи не сходится/],
	]

	async function flip(folder: string, name: string | RegExp) {
		const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).find((file) =>
			typeof name === "string" ? path.basename(file) === name : name.test(path.basename(file)),
		)
		const file = path.join(folder, found ?? "")
		const bytes = await readFile(file)
		bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1
		await writeFile(file, bytes)
	}

	async function rewrite(folder: string, from: string, to: string) {
		const file = path.join(folder, "manifest.json")
		await writeFile(file, (await readFile(file, "utf8")).replace(from, to))
	}

	test.each(damages)("is found by its check and not restored: %s", async (name, damage, fault) => {
		await copyTo(name)
		const folder = path.join(bare, name)
		await damage(folder)
		const { faults } = await checkCopy(folder, SECRET)
		expect(faults[0]).toMatch(fault)
		const machine = emptyMachine(`damaged ${damages.findIndex(([one]) => one === name)}`)
		await expect(restore({ ...machine, folder, secret: SECRET })).rejects.toThrow("Копия не восстановлена")
	})

	test("of another installation is restored only if the administrator accepts it", async () => {
		await copyTo("foreign")
		const order = { ...emptyMachine("foreign"), folder: path.join(bare, "foreign"), secret: `${SECRET}!` }
		await expect(restore(order)).rejects.toThrow("SESSION_SECRET")
		await restore({ ...order, withoutSignature: true })
		expect(await fingerprint(order.databaseUrl)).toEqual(await fingerprint(own))
	})

	test("restoring never touches a database in use", async () => {
		await copyTo("whole")
		const before = await fingerprint(own)
		const order = { databaseUrl: own, store: fileStore(), folder: path.join(bare, "whole"), secret: SECRET }
		await expect(restore(order)).rejects.toThrow("уже есть люди")
		expect(await fingerprint(own)).toEqual(before)
	})
})

test("tables are loaded after those they refer to, and a circle is named", () => {
	const tables = [{ name: "seat" }, { name: "application" }, { name: "person" }]
	const references = [
		{ from: "seat", to: "application" },
		{ from: "application", to: "person" },
	]
	expect(inOrder(tables, references).map(({ name }) => name)).toEqual(["person", "application", "seat"])
	expect(() => inOrder(tables, [...references, { from: "person", to: "seat" }])).toThrow("in a circle")
})
