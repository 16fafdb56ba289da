import { spawn } from "node:child_process"
import { existsSync, rmSync } from "node:fs"
import path from "node:path"
import pg from "pg"
import { prepareQueues } from "#app/queue/prepare-queues.server.ts"
import { removeEmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.server.ts"
import { ensureDatabase, ensureUtc, migrate } from "./migrate.server.ts"

const DATABASE = "attestation"
/** The row of Setting that says that the demo region is completely loaded. */
const SEEDED = "demo.seeded"

export interface OpenDatabase {
	readonly url: string
	/** Where the embedded server keeps its data. Undefined for an external server. */
	readonly folder: string | undefined
	/** Releases the embedded server. Does nothing to an external server. */
	close(): Promise<void>
}

/**
 * This installation's database, with all migrations and the job queues: the one that `url` names, or one in the embedded
 * server under `dataFolder`.
 */
export async function openDatabase(url: string | undefined, dataFolder: string): Promise<OpenDatabase> {
	if (url) {
		await mustAnswer(url)
		await bringUp(url)
		return { url, folder: undefined, close: async () => undefined }
	}
	const server = await startEmbeddedPostgres(path.join(dataFolder, "postgres"))
	try {
		await bringUp(server.url(DATABASE))
		return { url: server.url(DATABASE), folder: server.folder, close: () => server.stop() }
	} catch (error) {
		await server.stop()
		throw error
	}
}

/** The same database without any migration. It may be empty. Used for backups, which have to fit any version. */
export async function reachDatabase(url: string | undefined, dataFolder: string): Promise<OpenDatabase> {
	if (url) {
		await mustAnswer(url)
		return { url, folder: undefined, close: async () => undefined }
	}
	const server = await startEmbeddedPostgres(path.join(dataFolder, "postgres"))
	await ensureDatabase(server.url(DATABASE))
	return { url: server.url(DATABASE), folder: server.folder, close: () => server.stop() }
}

/** Deletes everything that the demo has stored. A database on an external server is emptied only if the demo filled it. */
export async function resetDemo(url: string | undefined, dataFolder: string): Promise<void> {
	if (url) {
		await ensureDatabase(url)
		if ((await demoState(url)) === "foreign") throw new Error(FOREIGN)
		await recreate(url)
	} else {
		await removeEmbeddedPostgres(path.join(dataFolder, "postgres"))
	}
	rmSync(dataFolder, { recursive: true, force: true })
}

/**
 * Loads the demo region if the database is empty. If loading was interrupted in the embedded database, it starts again.
 * @param settings for the loading process; they override those of this process
 * @returns true if it was loaded now
 */
export async function ensureDemoData(
	{ url, folder }: Pick<OpenDatabase, "url" | "folder">,
	settings: Readonly<Record<string, string>> = {},
): Promise<boolean> {
	const state = await demoState(url)
	if (state === "loaded") return false
	if (state === "foreign") {
		if (!folder) throw new Error(FOREIGN)
		await recreate(url)
		await bringUp(url)
	}
	await seed({ DATABASE_URL: url, APP_MODE: "demo", ...settings })
	await markAsLoaded(url)
	return true
}

/** Marks the demo region as loaded, so that the next start does not load it again. */
export async function markAsLoaded(url: string): Promise<void> {
	await query(
		url,
		`INSERT INTO "Setting" (key, value, "updatedAt") VALUES ('${SEEDED}', 'true', now()) ON CONFLICT DO NOTHING`,
	)
}

const FOREIGN =
	"В базе данных, которую называет DATABASE_URL, есть данные, но не демонстрации: она не тронута. " +
	"Укажите для демонстрации пустую базу или уберите DATABASE_URL."

async function bringUp(url: string) {
	await ensureDatabase(url)
	await ensureUtc(url)
	await migrate(url)
	await prepareQueues(url)
}

async function demoState(url: string): Promise<"empty" | "loaded" | "foreign"> {
	const [tables] = await query(
		url,
		`SELECT to_regclass('"Setting"') AS setting, to_regclass('"Person"') AS person`,
	)
	if (!tables?.setting || !tables.person) return "empty"
	const [found] = await query(
		url,
		`SELECT EXISTS (SELECT 1 FROM "Setting" WHERE key = '${SEEDED}') AS seeded,
			EXISTS (SELECT 1 FROM "Person") OR EXISTS (SELECT 1 FROM "Municipality") AS filled`,
	)
	if (found?.seeded) return "loaded"
	return found?.filled ? "foreign" : "empty"
}

async function mustAnswer(url: string) {
	try {
		await ensureDatabase(url)
	} catch (error) {
		const { message, code } = error as NodeJS.ErrnoException
		throw new Error(`База данных, которую называет DATABASE_URL, не отвечает: ${message || code}.`)
	}
}

async function recreate(url: string) {
	const administration = new URL(url)
	const database = decodeURIComponent(administration.pathname.slice(1))
	administration.pathname = "/postgres"
	await query(administration.href, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)} WITH (FORCE)`)
	await ensureDatabase(url)
}

/** The seed runs in a separate process, because it uses the whole program, and its memory is released with the process. */
function seed(settings: Readonly<Record<string, string>>): Promise<void> {
	const script = path.resolve("prisma/seed.ts")
	if (!existsSync(script)) throw new Error(`нет файла ${script}`)
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, ["--import", "tsx", script], {
			env: { ...process.env, ...settings },
			stdio: ["ignore", "inherit", "inherit"],
		})
		child.on("error", reject)
		child.on("close", (code) =>
			code === 0 ? resolve() : reject(new Error(`Демонстрационные данные не загрузились (код ${code}).`)),
		)
	})
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		return (await client.query<Record<string, unknown>>(text)).rows
	} finally {
		await client.end()
	}
}
