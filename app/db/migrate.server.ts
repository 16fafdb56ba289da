import { existsSync, readdirSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import pg from "pg"
import { runToEnd } from "./run-to-end.ts"

const folder = path.resolve("prisma/migrations")

/** Creates the database that the address names, unless it exists. */
export async function ensureDatabase(url: string): Promise<void> {
	const administration = new URL(url)
	const database = decodeURIComponent(administration.pathname.slice(1))
	try {
		return await withClient(url, async () => undefined)
	} catch (error) {
		if ((error as pg.DatabaseError).code !== "3D000") throw error
	}
	administration.pathname = "/postgres"
	await withClient(administration.href, async (client) => {
		await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`)
	})
}

/** Names of the migrations that the database has not seen, oldest first. */
export async function pendingMigrations(url: string): Promise<string[]> {
	const applied = new Set(await appliedMigrations(url))
	const known = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "migration.sql")))
	const unknown = [...applied].filter((name) => !known.includes(name))
	if (unknown.length > 0) {
		throw new Error(
			`База данных новее программы: в ней есть обновления ${unknown.join(", ")}, которых программа не знает. ` +
				"Запустите ту версию программы, с которой база работала.",
		)
	}
	return known.filter((name) => !applied.has(name)).sort()
}

/**
 * Brings the database up to the program. The Prisma CLI takes seconds to start, so it is asked only when a migration is
 * pending.
 * @returns the names applied
 */
export async function migrate(url: string): Promise<string[]> {
	const pending = await pendingMigrations(url)
	if (pending.length > 0) await prismaCli(["migrate", "deploy"], url)
	return pending
}

async function appliedMigrations(url: string): Promise<string[]> {
	return withClient(url, async (client) => {
		const table = await client.query("SELECT to_regclass('_prisma_migrations') AS name")
		if (table.rows[0].name === null) return []
		const { rows } = await client.query<{ migration_name: string }>(
			"SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
		)
		return rows.map((row) => row.migration_name)
	})
}

function prismaCli(args: string[], url: string): Promise<void> {
	const cli = createRequire(path.resolve("package.json")).resolve("prisma/build/index.js")
	return runToEnd(process.execPath, [cli, ...args], {
		name: `prisma ${args.join(" ")}`,
		env: { ...process.env, DATABASE_URL: url, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
	})
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	try {
		return await work(client)
	} finally {
		await client.end()
	}
}
