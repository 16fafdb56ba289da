import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { PrismaPg } from "@prisma/adapter-pg"
import pg from "pg"
import { afterAll, afterEach, beforeEach, describe, expect, inject, test } from "vitest"
import { databaseUrl, dropDatabase } from "#tests/setup/databases.ts"
import { PrismaClient } from "./generated/client.ts"
import { ensureDatabase, ensureUtc, migrate, pendingMigrations } from "./migrate.server.ts"
import { readMigrations } from "./migrations.server.ts"

const cluster = inject("cluster")
const fresh = `${cluster.template}_fresh`
const url = databaseUrl(cluster, fresh)
const migrated = process.env.DATABASE_URL ?? ""

async function query<Row extends pg.QueryResultRow>(sql: string, database = url): Promise<Row[]> {
	const client = new pg.Client({ connectionString: database })
	await client.connect()
	try {
		return (await client.query<Row>(sql)).rows
	} finally {
		await client.end()
	}
}

/** Columns, keys and references: what the schema file says about the tables. */
const CATALOGUE = `
	SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
		|| CASE WHEN a.attnotnull THEN ' not null' ELSE '' END AS line
	FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
		AND c.relname <> '_migrations'
	UNION ALL
	SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
	WHERE contype = 'f' AND connamespace = 'public'::regnamespace
	ORDER BY 1`

const linesOf = async (database: string) =>
	(await query<{ line: string }>(CATALOGUE, database)).map((row) => row.line)

const folder = mkdtempSync(path.join(tmpdir(), "migrations-"))

function write(name: string, sql: string) {
	mkdirSync(path.join(folder, name), { recursive: true })
	writeFileSync(path.join(folder, name, "migration.sql"), sql)
}

beforeEach(async () => {
	rmSync(folder, { recursive: true, force: true })
	write("1_pupils", "CREATE TABLE pupil (name text)")
	write("2_teachers", "CREATE TABLE teacher (name text)")
	await ensureDatabase(url)
})
afterEach(() => dropDatabase(cluster, fresh))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const tables = async () =>
	(
		await query<{ name: string }>(
			"SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
		)
	).map(({ name }) => name)

describe("the program's migrations", () => {
	test("are all applied to a migrated database, so a start has nothing to do", async () => {
		expect(await pendingMigrations(migrated)).toEqual([])
		expect(await migrate(migrated)).toEqual([])
	})

	test("are all pending in an empty database, oldest first", async () => {
		const known = readMigrations("prisma/migrations").map(({ name }) => name)
		expect(await pendingMigrations(url)).toEqual([...known].sort())
	})

	test("give exactly the tables that the schema file describes", async () => {
		const script = execFileSync(process.execPath, ["scripts/migration-sql.mjs"], {
			encoding: "utf8",
			stdio: ["ignore", "pipe", "ignore"],
			env: { ...process.env, DATABASE_URL: url },
		})
		await query(script)
		expect(await linesOf(migrated)).toEqual(await linesOf(url))
	})
})

describe("a migration", () => {
	test("is applied once, in the order of the names, and recorded with its checksum", async () => {
		expect(await migrate(url, folder)).toEqual(["1_pupils", "2_teachers"])
		expect(await migrate(url, folder)).toEqual([])
		const recorded = await query<{ name: string; checksum: string }>(
			"SELECT name, checksum FROM _migrations ORDER BY name",
		)
		expect(recorded).toEqual(readMigrations(folder).map(({ name, checksum }) => ({ name, checksum })))
	})

	test("is applied by one of several programs that start at once; the others wait and find it done", async () => {
		write("3_slow", "SELECT pg_sleep(0.2); CREATE TABLE slow (name text)")
		const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)))
		expect(applied.flat().sort()).toEqual(["1_pupils", "2_teachers", "3_slow"])
		expect(await tables()).toEqual(["_migrations", "pupil", "slow", "teacher"])
	})

	test("that fails half-way leaves nothing, says so in a sentence and is applied once it is corrected", async () => {
		write("3_broken", "CREATE TABLE half (name text); INSERT INTO nowhere VALUES (1)")
		await expect(migrate(url, folder)).rejects.toThrow(
			/^Обновление базы данных 3_broken не выполнено: .*nowhere.*База осталась такой, какой была до него/,
		)
		expect(await tables()).toEqual(["_migrations", "pupil", "teacher"])
		expect(await pendingMigrations(url, folder)).toEqual(["3_broken"])
		write("3_broken", "CREATE TABLE whole (name text)")
		expect(await migrate(url, folder)).toEqual(["3_broken"])
	})

	test("whose file changed after it was applied stops the start, and nothing pending is applied", async () => {
		await migrate(url, folder)
		write("1_pupils", "CREATE TABLE pupil (name text, age int)")
		write("3_late", "CREATE TABLE late (name text)")
		const told = /^Файлы обновлений 1_pupils изменились после того, как база данных их получила/
		await expect(migrate(url, folder)).rejects.toThrow(told)
		await expect(pendingMigrations(url, folder)).rejects.toThrow(told)
		expect(await tables()).toEqual(["_migrations", "pupil", "teacher"])
	})

	test("is the same with the line ends of Windows", async () => {
		write("3_lines", "CREATE TABLE lines (\n\tname text\n)")
		await migrate(url, folder)
		write("3_lines", "CREATE TABLE lines (\r\n\tname text\r\n)")
		expect(await migrate(url, folder)).toEqual([])
	})

	test("whose file is missing stops the start", async () => {
		await migrate(url, folder)
		rmSync(path.join(folder, "1_pupils"), { recursive: true })
		await expect(migrate(url, folder)).rejects.toThrow(
			/^В папке prisma\/migrations нет обновлений 1_pupils, которые база данных уже получила/,
		)
	})

	test("of a newer program makes an older one refuse to start", async () => {
		write("9_future", "SELECT 1")
		await migrate(url, folder)
		rmSync(path.join(folder, "9_future"), { recursive: true })
		await expect(migrate(url, folder)).rejects.toThrow(/^База данных новее программы: .* 9_future/)
	})

	test("that comes from another branch and is older than the newest one is still applied", async () => {
		await migrate(url, folder)
		write("1_a_branch", "CREATE TABLE branch (name text)")
		expect(await migrate(url, folder)).toEqual(["1_a_branch"])
	})
})

describe("the time zone of a database", () => {
	const moment = new Date("2026-09-01T09:00:00+07:00")
	const zone = async () => (await query<{ TimeZone: string }>("SHOW TimeZone"))[0]?.TimeZone
	const set = (what: string, to: string) => query(`ALTER ${what} SET TimeZone TO '${to}'`)

	test("is set to UTC, so that Prisma and plain SQL mean the same moment", async () => {
		await migrate(url)
		await set(`DATABASE "${fresh}"`, "Asia/Kamchatka")
		expect(await zone()).toBe("Asia/Kamchatka")
		await ensureUtc(url)
		expect(await zone()).toBe("UTC")
		const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) })
		await client.setting.create({ data: { key: "moment", value: 1, updatedAt: moment } })
		await client.$disconnect()
		expect(await query(`SELECT "updatedAt" AS at FROM "Setting" WHERE key = 'moment'`)).toEqual([
			{ at: moment },
		])
	})

	test("stops the start with a sentence when the role sets another one", async () => {
		const role = `${fresh}_role`
		await query(
			`CREATE ROLE "${role}" LOGIN PASSWORD 'secret'; ALTER ROLE "${role}" SET TimeZone TO 'Asia/Tomsk'`,
		)
		const theirs = new URL(url)
		theirs.username = role
		theirs.password = "secret"
		await expect(ensureUtc(theirs.href)).rejects.toThrow(
			/^Часовой пояс подключения к базе данных Asia\/Tomsk, а нужен UTC/,
		)
		await query(`DROP ROLE "${role}"`)
	})
})

describe("a database that the Prisma CLI migrated", () => {
	const prismaTable = `CREATE TABLE _prisma_migrations (id text PRIMARY KEY, checksum text NOT NULL,
		finished_at timestamptz, migration_name text NOT NULL, logs text, rolled_back_at timestamptz,
		started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count int NOT NULL DEFAULT 0)`
	const prismaRow = (
		id: string,
		name: string,
		{ finished = "now()", rolledBack = "NULL", checksum = "" } = {},
	) => {
		const sum = checksum || readMigrations(folder).find((one) => one.name === name)?.checksum
		return `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, rolled_back_at)
			VALUES ('${id}', '${sum}', '${name}', ${finished}, ${rolledBack});`
	}

	beforeEach(async () => {
		await query(`${prismaTable}; CREATE TABLE pupil (name text); INSERT INTO pupil VALUES ('Зимёнова')`)
	})

	test("is taken over unchanged: applied migrations are not repeated, and Prisma's own table is dropped", async () => {
		await query(
			prismaRow("a", "1_pupils") + prismaRow("b", "2_teachers", { finished: "NULL", rolledBack: "now()" }),
		)
		expect(await pendingMigrations(url, folder)).toEqual(["2_teachers"])
		expect(await migrate(url, folder)).toEqual(["2_teachers"])
		expect(await tables()).toEqual(["_migrations", "pupil", "teacher"])
		expect(await query("SELECT name FROM pupil")).toEqual([{ name: "Зимёнова" }])
	})

	test("is refused and left as it is when a migration was never finished", async () => {
		await query(prismaRow("a", "1_pupils", { finished: "NULL" }))
		await expect(migrate(url, folder)).rejects.toThrow(
			/1_pupils было начато прежней версией программы и не закончено/,
		)
		expect(await tables()).toEqual(["_prisma_migrations", "pupil"])
	})

	test("is refused and left as it is when a file has changed since", async () => {
		await query(prismaRow("a", "1_pupils", { checksum: "of-another-file" }))
		await expect(migrate(url, folder)).rejects.toThrow("изменились после того")
		expect(await tables()).toEqual(["_prisma_migrations", "pupil"])
	})
})
