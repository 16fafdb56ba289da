import { countOf, Prisma, prisma } from "#app/db/client.server.ts"
import { log } from "#app/utils/log.server.ts"
import type { Glance, SeenData } from "#app/utils/request-scope.server.ts"

/** How long a read may wait to be written together with others. A power cut can lose this much. */
const WAIT_MS = 500
/** While the database does not answer, at most this many entries wait. It is more than an office produces in a day. */
const MOST_WAITING = 20_000

export const READ: Glance = "read"
export const LISTED: Glance = "listed"

interface ReadEntry {
	at: Date
	actorId: string
	personId: string | null
	applicationId: string | null
	what: Glance
	path: string
}

let waiting: ReadEntry[] = []
let timer: NodeJS.Timeout | undefined
let writing: Promise<void> = Promise.resolve()
/** Who has seen whom in which list during this hour, so that turning pages back and forth adds nothing. */
let listedHour = 0
const listed = new Set<string>()

/**
 * Records whose data an answer contained. The entries are written soon after the answer and together with others, so that a
 * page of fifty rows costs one statement. People who look at their own data are not recorded.
 */
export function recordReads({
	actorId,
	path,
	seen,
	at,
}: {
	actorId: string
	path: string
	seen: SeenData
	at: Date
}): void {
	const entry = { at, actorId, path: path.replace(/\.data$/, "") }
	const entries: ReadEntry[] = [
		...[...seen.people].map(([personId, what]) => ({ ...entry, what, personId, applicationId: null })),
		...[...seen.applications].map(([applicationId, what]) => ({
			...entry,
			what,
			personId: null,
			applicationId,
		})),
	].filter((one) => one.personId !== actorId && (one.what === READ || isNewInList(one)))
	if (entries.length === 0) return
	waiting.push(...entries)
	timer ??= setTimeout(() => void flushReads(), WAIT_MS).unref()
}

function isNewInList({ at, actorId, path, personId, applicationId }: ReadEntry): boolean {
	const hour = Math.floor(at.getTime() / 3_600_000)
	if (hour !== listedHour || listed.size > MOST_WAITING) listed.clear()
	listedHour = hour
	const key = `${actorId} ${path} ${personId ?? applicationId}`
	const isNew = !listed.has(key)
	listed.add(key)
	return isNew
}

/** Writes the waiting entries. The timer calls it, and the program once more before it ends. */
export function flushReads(): Promise<void> {
	clearTimeout(timer)
	timer = undefined
	writing = writing.then(writeWaiting)
	return writing
}

async function writeWaiting(): Promise<void> {
	const entries = waiting
	waiting = []
	if (entries.length === 0) return
	try {
		await countOf(prisma, insertion(entries))
	} catch (error) {
		log.error({ err: error, reads: entries.length }, "reads of personal data not recorded yet")
		waiting = [...entries, ...waiting].slice(-MOST_WAITING)
		timer ??= setTimeout(() => void flushReads(), 20 * WAIT_MS).unref()
	}
}

/**
 * This statement looks up the application's owner. Owners who read their own application leave no row. A person reached
 * both directly and through an application gets one row, with «read» rather than «listed».
 */
function insertion(entries: readonly ReadEntry[]): Prisma.Sql {
	const column = <K extends keyof ReadEntry>(name: K) => entries.map((entry) => entry[name])
	return Prisma.sql`
		INSERT INTO "AccessLog" ("at", "actorId", "personId", "what", "path")
		SELECT DISTINCT ON (r."at", r."actor", coalesce(a."teacherId", r."person"), r."path")
			r."at", r."actor", coalesce(a."teacherId", r."person"), r."what", r."path"
		FROM unnest(${column("at")}::timestamptz[], ${column("actorId")}::text[], ${column("personId")}::text[],
			${column("applicationId")}::text[], ${column("what")}::text[], ${column("path")}::text[])
			AS r("at", "actor", "person", "application", "what", "path")
		LEFT JOIN "Application" a ON a."id" = r."application"
		WHERE coalesce(a."teacherId", r."person") <> r."actor"
		ORDER BY r."at", r."actor", coalesce(a."teacherId", r."person"), r."path", r."what" DESC`
}
