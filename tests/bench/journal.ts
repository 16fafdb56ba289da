import type pg from "pg"
import { hashOf } from "#app/workflow/journal.server.ts"
import type { JournalEntry } from "#app/workflow/journal-row.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"

/** The events of an application in order, each with the state it leads to. */
export type Way = readonly (readonly [event: string, to: string])[]

const DAY = 86_400_000
const CHUNK = 5_000

const WRITE = `
	INSERT INTO "Journal" ("subject", "subjectId", "seq", "event", "data", "from", "to", "actorId", "actorName", "actorRole", "at",
		"machineVersion", "previousHash", "hash")
	SELECT "subject", "subjectId", "seq", "event", "data", "from", "to", "actorId", "actorName", "actorRole", "at", "machineVersion",
		"previousHash", "hash" FROM jsonb_to_recordset($1::jsonb) AS j("subject" text, "subjectId" text, "seq" int, "event" text,
		"data" jsonb, "from" text, "to" text, "actorId" text, "actorName" text, "actorRole" text, "at" timestamptz,
		"machineVersion" int, "previousHash" text, "hash" text)`

/** Writes the journal of every applicant, chained as the engine chains it, up to the stored state. */
export async function writeJournals(client: pg.Client, ways: readonly Way[]): Promise<void> {
	const { rows } = await client.query<{
		id: string
		way: number
		teacher: string
		name: string
		since: Date
	}>(
		`SELECT a.application AS id, a.way, a.teacher, concat_ws(' ', a.surname, a.name, a.patronymic) AS name,
			p."stateSince" AS since FROM applicant a JOIN "Application" p ON p."id" = a.application`,
	)
	const { version } = applicationLifecycle
	const entries = rows.flatMap(({ id, way, teacher, name, since }) =>
		lifeOf(ways[way] ?? [], since, {
			subject: "application",
			subjectId: id,
			actorId: teacher,
			actorName: name,
			actorRole: "teacher",
			machineVersion: version,
		}),
	)
	await write(client, entries)
}

/** The subject of the journal, and the person who sent all events. */
type JournalOwner = Pick<
	JournalEntry,
	"subject" | "subjectId" | "actorId" | "actorName" | "actorRole" | "machineVersion"
>

/** Writes the journal of one subject that reached the end of the way at this time. */
export const writeLife = (client: pg.Client, way: Way, since: Date, whose: JournalOwner): Promise<void> =>
	write(client, lifeOf(way, since, whose))

/** Writes the journals of many subjects, each with its own way and time. */
export const writeLives = (
	client: pg.Client,
	lives: readonly { way: Way; since: Date; whose: JournalOwner }[],
): Promise<void> =>
	write(
		client,
		lives.flatMap(({ way, since, whose }) => lifeOf(way, since, whose)),
	)

async function write(client: pg.Client, entries: readonly object[]) {
	for (let at = 0; at < entries.length; at += CHUNK)
		await client.query(WRITE, [JSON.stringify(entries.slice(at, at + CHUNK))])
}

function lifeOf(way: Way, since: Date, whose: JournalOwner) {
	const lastMove = way.findLastIndex(([, to], index) => to !== way[index - 1]?.[1])
	let previousHash = ""
	return way.map(([event, to], index) => {
		const entry: JournalEntry = {
			...whose,
			seq: index + 1,
			event,
			data: {},
			from: way[index - 1]?.[1] ?? null,
			to,
			at: new Date(since.getTime() + (index - lastMove) * DAY),
			reason: null,
			onBehalfOf: null,
		}
		const chained = { ...entry, previousHash, hash: hashOf(entry, previousHash) }
		previousHash = chained.hash
		return chained
	})
}
