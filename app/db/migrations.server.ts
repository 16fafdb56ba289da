import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"

/** One change of the schema: a folder of `prisma/migrations` with its SQL. */
export interface SqlMigration {
	readonly name: string
	readonly sql: string
	readonly checksum: string
}

/** What the database records about a migration. */
export interface Applied {
	readonly name: string
	readonly checksum: string
}

/** All migrations of the program, oldest first. */
export function readMigrations(folder: string): SqlMigration[] {
	return readdirSync(folder)
		.filter((name) => existsSync(path.join(folder, name, "migration.sql")))
		.sort()
		.map((name) => {
			// A checkout on Windows may convert line ends, which makes no difference to PostgreSQL.
			const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8").replaceAll("\r\n", "\n")
			return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") }
		})
}

/**
 * The migrations that the database still lacks, oldest first.
 * @throws Error, a sentence for the person who starts the program, when the database and the files disagree about the past
 */
export function pendingOf(known: readonly SqlMigration[], applied: readonly Applied[]): SqlMigration[] {
	const newest = known.at(-1)?.name ?? ""
	const byName = new Map(known.map((migration) => [migration.name, migration]))
	const missing = applied.filter(({ name }) => !byName.has(name)).map(({ name }) => name)
	const newer = missing.filter((name) => name > newest)
	if (newer.length > 0) {
		throw new Error(
			`База данных новее программы: в ней есть обновления ${newer.join(", ")}, которых программа не знает. ` +
				"Запустите ту версию программы, с которой база работала.",
		)
	}
	if (missing.length > 0) {
		throw new Error(
			`В папке prisma/migrations нет обновлений ${missing.join(", ")}, которые база данных уже получила. ` +
				"Верните эти файлы или запустите ту версию программы, с которой база работала.",
		)
	}
	const changed = applied.filter(({ name, checksum }) => byName.get(name)?.checksum !== checksum)
	if (changed.length > 0) {
		throw new Error(
			`Файлы обновлений ${changed.map(({ name }) => name).join(", ")} изменились после того, как база данных их получила. ` +
				"Верните прежние файлы, а нужное изменение добавьте новым обновлением.",
		)
	}
	const done = new Set(applied.map(({ name }) => name))
	return known.filter(({ name }) => !done.has(name))
}
