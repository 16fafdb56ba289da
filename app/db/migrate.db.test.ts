import { execFileSync } from "node:child_process"
import { readdirSync } from "node:fs"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { databaseUrl, dropDatabase } from "#tests/setup/databases.ts"
import { prisma } from "./client.server.ts"
import { ensureDatabase, migrate, pendingMigrations } from "./migrate.server.ts"

const cluster = inject("cluster")
const fresh = `${cluster.template}_fresh`
const url = databaseUrl(cluster, fresh)

/** Columns, keys and what they refer to: what the schema file says of the tables. */
const catalogue = `
	SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
		|| CASE WHEN a.attnotnull THEN ' not null' ELSE '' END AS line
	FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
		AND c.relname <> '_prisma_migrations'
	UNION ALL
	SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
	WHERE contype = 'f' AND connamespace = 'public'::regnamespace
	ORDER BY 1`

async function linesOf(database: string): Promise<string[]> {
	const client = new pg.Client({ connectionString: database })
	await client.connect()
	const { rows } = await client.query<{ line: string }>(catalogue)
	await client.end()
	return rows.map((row) => row.line)
}

describe("the migrations", () => {
	beforeAll(() => ensureDatabase(url))
	afterAll(() => dropDatabase(cluster, fresh))

	test("are all applied to a migrated database, so that a start has nothing to do", async () => {
		expect(await pendingMigrations(process.env.DATABASE_URL ?? "")).toEqual([])
		expect(await migrate(process.env.DATABASE_URL ?? "")).toEqual([])
	})

	test("are all pending in an empty database", async () => {
		const known = readdirSync("prisma/migrations").filter((name) => /^\d/.test(name))
		expect(await pendingMigrations(url)).toEqual(known.sort())
	})

	test("give the very tables that the schema file describes", async () => {
		const script = execFileSync(
			process.execPath,
			[
				"node_modules/prisma/build/index.js",
				"migrate",
				"diff",
				"--from-empty",
				"--to-schema-datamodel=prisma/schema.prisma",
				"--script",
			],
			{ encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
		)
		const client = new pg.Client({ connectionString: url })
		await client.connect()
		await client.query(script)
		await client.end()
		expect(await linesOf(process.env.DATABASE_URL ?? "")).toEqual(await linesOf(url))
	})

	test("of a newer program make an older one refuse to start", async () => {
		await prisma.$executeRaw`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
			VALUES ('x', 'x', '29990101000000_future', now())`
		await expect(pendingMigrations(process.env.DATABASE_URL ?? "")).rejects.toThrow(
			"База данных новее программы",
		)
	})
})
