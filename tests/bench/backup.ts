import { createHash, randomBytes } from "node:crypto"
import path from "node:path"
import { pathToFileURL } from "node:url"
import pg from "pg"
import { prisma } from "#app/db/client.server.ts"
import { backUp } from "#app/domain/backup/back-up.server.ts"
import { checkCopy } from "#app/domain/backup/check-copy.server.ts"
import { restore } from "#app/domain/backup/restore.server.ts"
import { createFileStore } from "#app/files/store.server.ts"
import { env } from "#app/utils/env.server.ts"

// A regional year is copied and restored: the 3,000 applications that fill.ts has made, with five files each.

const FILES_EACH = 5
/** Scans of a few sheets: bytes that nothing can compress. */
const SMALLEST = 16_000
const LARGEST = 116_000
const SECRET = "a-secret-that-only-the-bench-knows"

export interface Drill {
	applications: number
	rows: number
	files: number
	megabytes: number
	copySeconds: number
	checkSeconds: number
	restoreSeconds: number
	/** Tables whose rows differ in number or hash, and files whose bytes differ. */
	different: string[]
}

const folder = process.env.DRILL_FOLDER ?? ""
const databaseUrl = env.DATABASE_URL ?? ""
const storeAt = (name: string) => createFileStore(pathToFileURL(path.join(folder, name)).href)

async function attachFiles(): Promise<number> {
	const store = storeAt("files")
	const applications = await prisma.application.findMany({
		select: { id: true, teacherId: true, createdAt: true },
	})
	for (const [index, { id, teacherId, createdAt }] of applications.entries()) {
		const stored = []
		for (let file = 0; file < FILES_EACH; file += 1) {
			const size = SMALLEST + ((index * FILES_EACH + file) % (LARGEST - SMALLEST))
			stored.push(await store.put([randomBytes(size)]))
		}
		await prisma.storedFile.createMany({
			data: stored.map(({ hash, size }) => ({
				...{ hash, size, type: "application/pdf", extension: "pdf", storedAt: createdAt },
			})),
		})
		await prisma.attachment.createMany({
			data: stored.map(({ hash }, place) => ({
				...{ applicationId: id, kind: "drill", purpose: "evidence", fileHash: hash },
				...{ fileName: `Документ ${place + 1}.pdf`, addedById: teacherId, addedAt: createdAt },
			})),
		})
	}
	return applications.length
}

/** Rows and a hash of each table, without what belongs to one cluster. */
async function fingerprint(url: string): Promise<Map<string, string>> {
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		const { rows } = await client.query(
			"SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'Setting' ORDER BY 1",
		)
		const prints = new Map<string, string>()
		for (const { name } of rows) {
			const print = await client.query(
				`SELECT count(*) || ' ' || md5(coalesce(string_agg(md5(row), '' ORDER BY md5(row)), '')) AS print
				FROM (SELECT (to_jsonb(t) - 'transaction' - 'applied_at')::text AS row FROM "${name}" t) AS rows`,
			)
			prints.set(name, print.rows[0].print)
		}
		return prints
	} finally {
		await client.end()
	}
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
	const began = performance.now()
	const result = await work()
	return [result, Math.round((performance.now() - began) / 100) / 10]
}

const applications = await attachFiles()
const copy = path.join(folder, "copy")
const at = new Date("2026-10-01T20:00:00Z")
const [manifest, copySeconds] = await timed(() =>
	backUp({
		databaseUrl,
		store: storeAt("files"),
		folder: copy,
		secret: SECRET,
		program: "0.1.0",
		at,
	}),
)
const [, checkSeconds] = await timed(() => checkCopy(copy, SECRET))
const bare = new URL(databaseUrl)
bare.pathname = "/restored"
const restored = storeAt("files of the bare machine")
const [, restoreSeconds] = await timed(() =>
	restore({ databaseUrl: bare.href, store: restored, folder: copy, secret: SECRET }),
)
const different: string[] = []
const [before, after] = [await fingerprint(databaseUrl), await fingerprint(bare.href)]
for (const [table, print] of before)
	if (after.get(table) !== print) different.push(`${table}: ${print}, ${after.get(table)}`)
const files = await prisma.storedFile.findMany({ select: { hash: true } })
// The file of the sheets that fill.ts does not print is in no store, and the manifest says so.
const missing = new Set(manifest.files.missing)
for (const { hash } of files.filter((file) => !missing.has(file.hash))) {
	const sum = createHash("sha256")
	for await (const chunk of (await restored.open(hash)).stream) sum.update(chunk)
	if (sum.digest("hex") !== hash) different.push(`file ${hash}`)
}
const drill: Drill = {
	...{ applications, copySeconds, checkSeconds, restoreSeconds, different },
	rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
	files: manifest.files.count,
	megabytes: Math.round(manifest.files.bytes / 1_048_576),
}
await prisma.$disconnect()
console.log(JSON.stringify(drill))
