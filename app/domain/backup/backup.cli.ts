import { readFileSync } from "node:fs"
import path from "node:path"
import { parseArgs } from "node:util"
import pg from "pg"
import { fileStore } from "#app/files/store.server.ts"
import { env } from "#app/utils/env.server.ts"
import { counted } from "#app/utils/russian.ts"
import { backUp, LAST_COPY } from "./back-up.server.ts"
import { checkCopy } from "./check-copy.server.ts"
import type { Manifest } from "./manifest.ts"
import { restore } from "./restore.server.ts"

// `npm run backup` and `npm run restore` call this. Their script has already opened the database, if it is needed, and set DATABASE_URL.

const USAGE = `Сделать копию:    npm run backup -- ПАПКА
Проверить копию:  npm run backup -- --check [ПАПКА]   (без папки — последнюю сделанную)
Восстановить:     npm run restore -- ПАПКА`

const inWords = ({ tables, files }: Manifest) => {
	const rows = tables.reduce((sum, table) => sum + table.rows, 0)
	return [
		counted(tables.length, ["таблица", "таблицы", "таблиц"]),
		counted(rows, ["строка", "строки", "строк"]),
		`${counted(files.count, ["файл", "файла", "файлов"])} (${Math.ceil(files.bytes / 1_048_576)} МБ)`,
	].join(", ")
}

async function lastCopy(databaseUrl: string): Promise<string> {
	const client = new pg.Client({ connectionString: databaseUrl })
	await client.connect()
	try {
		const { rows } = await client.query(
			`SELECT "value"->>'folder' AS folder FROM "Setting" WHERE "key" = $1`,
			[LAST_COPY],
		)
		if (!rows[0]) throw new Error("Копий ещё не делали.")
		return rows[0].folder
	} finally {
		await client.end()
	}
}

async function main() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			check: { type: "boolean", default: false },
			restore: { type: "boolean", default: false },
			"without-signature": { type: "boolean", default: false },
		},
	})
	const secret = env.SESSION_SECRET
	const databaseUrl = env.DATABASE_URL ?? ""
	const [given] = positionals
	if (positionals.length > 1 || (!given && !values.check)) throw new Error(USAGE)
	const folder = path.resolve(given ?? (await lastCopy(databaseUrl)))

	if (values.check) {
		const { manifest, faults } = await checkCopy(folder, secret)
		for (const fault of faults.slice(0, 50)) console.error(fault)
		if (faults.length > 0)
			throw new Error(`Копия в папке ${folder} не годится: ${faults.length} неисправностей.`)
		console.log(`Копия в папке ${folder} цела: ${inWords(manifest)}, снята ${manifest.at}.`)
	} else if (values.restore) {
		const withoutSignature = values["without-signature"]
		const manifest = await restore({ databaseUrl, store: fileStore(), folder, secret, withoutSignature })
		console.log(
			`Восстановлено: ${inWords(manifest)}. Каждая строка и каждый файл сверены с описью от ${manifest.at}.`,
		)
		for (const hash of manifest.files.missing) console.error(`Файла ${hash} не было уже в исходной системе.`)
		console.log("Теперь: npm run replay, затем запустите программу.")
	} else {
		const { version: program } = JSON.parse(readFileSync("package.json", "utf8"))
		const at = new Date()
		const manifest = await backUp({ databaseUrl, store: fileStore(), folder, secret, program, at })
		console.log(`Копия в папке ${folder} готова: ${inWords(manifest)}.`)
		const { missing } = manifest.files
		for (const hash of missing.slice(0, 50))
			console.error(`В хранилище нет файла ${hash}, который называет база.`)
		if (missing.length > 0) throw new Error("Копия сделана, но без этих файлов: в хранилище их нет.")
	}
}

await main().catch((error: NodeJS.ErrnoException) => {
	const isFull = error.code === "ENOSPC"
	const isSentence = error.constructor === Error && /[а-яё]/i.test(error.message)
	if (isFull) console.error("\nНа диске нет места. Прежняя копия, если она была, цела.\n")
	else console.error(isSentence ? `\n${error.message}\n` : error)
	process.exitCode = 1
})
