import { writeSync } from "node:fs"
import { Readable } from "node:stream"
import { pathToFileURL } from "node:url"
import { ensureDatabase, migrate } from "#app/db/migrate.server.ts"
import { backUp } from "#app/domain/backup/back-up.server.ts"
import { createFileStore } from "#app/files/store.server.ts"

// A process of its own that does one long thing and may be killed anywhere in it. It says when it begins.

const { what, databaseUrl, files, folder, seed, at } = JSON.parse(process.env.CRASH ?? "{}") as {
	what: "upload" | "migration" | "backup"
	databaseUrl: string
	files: string
	folder: string
	seed: number
	at: string
}
const store = createFileStore(pathToFileURL(files).href)
writeSync(1, "begins\n")
if (what === "upload")
	for (let file = 0; file < 20; file += 1)
		await store.put(
			Readable.from(Array.from({ length: 20 }, () => Buffer.alloc(16_384, (seed + file) % 256))),
		)
if (what === "migration") {
	await ensureDatabase(databaseUrl)
	await migrate(databaseUrl)
}
if (what === "backup")
	await backUp({
		databaseUrl,
		store,
		folder,
		secret: "secret ".repeat(6),
		program: "0.1.0",
		at: new Date(at),
	})
writeSync(1, "done\n")
