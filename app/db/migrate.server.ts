import path from "node:path"
import pg from "pg"
import { type Applied, pendingOf, readMigrations, type SqlMigration } from "./migrations.server.ts"

const FOLDER = "prisma/migrations"
/** The migrations that the database already has. */
const TABLE = "_migrations"
/** The table in which the Prisma CLI used to record them. */
const PRISMA_TABLE = "_prisma_migrations"
/** Key of the advisory lock. The number is arbitrary but must never change. */
const LOCK = 20_261_128

/** Creates the database that the address names, unless it exists. */
export async function ensureDatabase(url: string): Promise<void> {
	const administration = new URL(url)
	const database = decodeURIComponent(administration.pathname.slice(1))
	try {
		return await withClient(url, async () => undefined)
	} catch (error) {
		// PgBouncer has a code of its own, with PostgreSQL's words in English.
		const { code, message } = error as pg.DatabaseError
		if (code !== "3D000" && !message.includes(`database "${database}" does not exist`)) throw error
	}
	administration.pathname = "/postgres"
	await withClient(administration.href, async (client) => {
		try {
			await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`)
		} catch (error) {
			// Another process created it between our two steps.
			if (!["42P04", "23505"].includes((error as pg.DatabaseError).code ?? "")) throw error
		}
	})
}

const UTC = ["UTC", "Etc/UTC", "UCT", "Etc/UCT", "Zulu"]

/**
 * Sets the database's time zone to UTC, because Prisma's adapter writes and reads moments as if every session kept UTC. It is a
 * setting of the database and not of a connection: a pooler in transaction mode forgets a SET.
 * @throws Error, a sentence for the person who starts the program, when something else still sets another zone
 */
export async function ensureUtc(url: string): Promise<void> {
	const zone = () =>
		withClient(url, async (client) => (await client.query("SHOW TimeZone")).rows[0].TimeZone as string)
	if (UTC.includes(await zone())) return
	const refused = await withClient(url, async (client) => {
		const name = (await client.query("SELECT current_database() AS name")).rows[0].name
		await client.query(`ALTER DATABASE ${client.escapeIdentifier(name)} SET TimeZone TO 'UTC'`)
	}).catch((error: Error) => error)
	const found = await zone()
	if (UTC.includes(found)) return
	throw new Error(
		`Часовой пояс подключения к базе данных ${found}, а нужен UTC, иначе время событий исказится. ` +
			"Выполните ALTER ROLE … SET TimeZone TO 'UTC' для роли программы (и перезапустите пул соединений, если он есть)." +
			(refused ? ` Изменить настройку базы программе не удалось: ${refused.message}.` : ""),
	)
}

/**
 * Applies the pending migrations to the database. Each runs in its own transaction together with its record, so a failed
 * migration leaves nothing. If several programs start at once, one applies a migration and the others wait.
 * @param isWanted leaves the others out: a restored copy needs the tables that its own program had
 * @returns the names applied by this call
 * @throws Error, a sentence for the person who starts the program
 */
export async function migrate(
	url: string,
	folder = path.resolve(FOLDER),
	isWanted: (name: string) => boolean = () => true,
): Promise<string[]> {
	const known = readMigrations(folder).filter(({ name }) => isWanted(name))
	return withClient(url, async (client) => {
		const names: string[] = []
		for (;;) {
			const name = await applyNext(client, known)
			if (name === null) return names
			names.push(name)
		}
	})
}

/** Names of the migrations that the database lacks, oldest first; changes nothing. @throws as `migrate` does */
export async function pendingMigrations(url: string, folder = path.resolve(FOLDER)): Promise<string[]> {
	const applied = await withClient(url, async (client) => [
		...(await recorded(client)),
		...(await recordedByPrisma(client)),
	])
	return pendingOf(readMigrations(folder), applied).map(({ name }) => name)
}

/** One transaction. The lock ends with it, so this also works with a pooler that changes connections between transactions. */
async function applyNext(client: pg.Client, known: readonly SqlMigration[]): Promise<string | null> {
	await client.query("BEGIN")
	try {
		await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK])
		await takeOver(client)
		const [next] = pendingOf(known, await recorded(client))
		if (next) await apply(client, next)
		await client.query("COMMIT")
		return next?.name ?? null
	} catch (error) {
		await client.query("ROLLBACK")
		throw error
	}
}

async function apply(client: pg.Client, { name, sql, checksum }: SqlMigration) {
	try {
		await client.query(sql)
	} catch (error) {
		const { message } = error as Error
		throw new Error(
			`Обновление базы данных ${name} не выполнено: ${message}. База осталась такой, какой была до него. ` +
				"Запустите прежнюю версию программы и сообщите об ошибке разработчикам.",
			{ cause: error },
		)
	}
	await client.query(`INSERT INTO ${TABLE} (name, checksum) VALUES ($1, $2)`, [name, checksum])
}

/**
 * Creates our table. Records of the Prisma CLI are moved into it, and the CLI's table is dropped, so that no older program
 * relies on it.
 */
async function takeOver(client: pg.Client) {
	await client.query(`CREATE TABLE IF NOT EXISTS ${TABLE} (
		name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz(3) NOT NULL DEFAULT now())`)
	for (const { name, checksum } of await recordedByPrisma(client))
		await client.query(`INSERT INTO ${TABLE} (name, checksum) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
			name,
			checksum,
		])
	await client.query(`DROP TABLE IF EXISTS ${PRISMA_TABLE}`)
}

async function recorded(client: pg.Client): Promise<Applied[]> {
	if (!(await exists(client, TABLE))) return []
	return (await client.query<Applied>(`SELECT name, checksum FROM ${TABLE}`)).rows
}

async function recordedByPrisma(client: pg.Client): Promise<Applied[]> {
	if (!(await exists(client, PRISMA_TABLE))) return []
	const { rows } = await client.query<Applied & { finished: boolean }>(
		`SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM ${PRISMA_TABLE}
		WHERE rolled_back_at IS NULL`,
	)
	const broken = rows.filter(({ finished }) => !finished).map(({ name }) => name)
	if (broken.length > 0) {
		throw new Error(
			`Обновление базы данных ${broken.join(", ")} было начато прежней версией программы и не закончено. ` +
				"Восстановите базу данных из резервной копии, сделанной до него, и запустите программу снова.",
		)
	}
	return rows
}

async function exists(client: pg.Client, table: string): Promise<boolean> {
	const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS found", [table])
	return rows[0].found
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url, application_name: "attestation" })
	await client.connect()
	try {
		return await work(client)
	} finally {
		await client.end()
	}
}
