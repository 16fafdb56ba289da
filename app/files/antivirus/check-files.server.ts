import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { env } from "#app/utils/env.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { log } from "#app/utils/log.server.ts"
import { FileMissingError, type FileStore, fileStore } from "../store.server.ts"
import { AntivirusSilentError, virusIn } from "./clamd.server.ts"

const AT_A_TIME = 50

/** Passes the files that have not been scanned yet to the antivirus, oldest first. If it does not answer, the next run tries again. */
export async function checkNewFiles(
	url: string | undefined = env.CLAMD_URL,
	store: FileStore = fileStore(),
): Promise<number> {
	if (!url) return 0
	const rows = await rowsOf<{ hash: string }>(
		prisma,
		Prisma.sql`SELECT "hash" FROM "StoredFile" WHERE "virus" IS NULL ORDER BY "storedAt", "hash" LIMIT ${AT_A_TIME}`,
	)
	let checked = 0
	for (const { hash } of rows) {
		try {
			const virus = await virusIn(url, (await store.open(hash)).stream)
			await prisma.storedFile.updateMany({ where: { hash }, data: { virus } })
			if (virus) log.error({ hash, virus }, "a virus was found")
			checked += 1
		} catch (error) {
			if (error instanceof FileMissingError) continue
			if (!(error instanceof AntivirusSilentError)) throw error
			log.error({ err: error }, "the antivirus does not answer")
			break
		}
	}
	return checked
}

/**
 * If an antivirus is configured, a file can be opened only after it was found clean.
 * @throws DomainError not-allowed-now
 */
export async function mustBeClean(hash: string, url: string | undefined = env.CLAMD_URL): Promise<void> {
	const why = (await closedAmong([hash], url)).get(hash)
	if (why === undefined) return
	throw new DomainError(
		"not-allowed-now",
		why === WAITS
			? "Файл проверяется антивирусом. Подождите минуту и откройте его снова."
			: `Антивирус нашёл в файле ${why}, открыть его нельзя. Попросите прикрепить документ заново.`,
	)
}

const WAITS = "проверяется антивирусом"

/** The files among these that nobody may get, and why: for archives, which leave them out and say so. */
export async function closedAmong(
	hashes: readonly string[],
	url: string | undefined = env.CLAMD_URL,
): Promise<Map<string, string>> {
	if (!url) return new Map()
	const files = await prisma.storedFile.findMany({
		where: { hash: { in: [...hashes] }, OR: [{ virus: null }, { virus: { not: "" } }] },
		select: { hash: true, virus: true },
	})
	return new Map(files.map(({ hash, virus }) => [hash, virus === null ? WAITS : `вирус (${virus})`]))
}
