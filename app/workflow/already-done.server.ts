import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { civilDate, civilTime } from "#app/utils/civil-date.ts"
import { longDateTime, lowerFirst } from "#app/utils/russian.ts"
import type { Dispatch } from "./dispatch.server.ts"
import { sameData } from "./journal.server.ts"
import { subjectNamed } from "./registry.server.ts"

/**
 * Recognises a form that was sent twice, by a double click: the refused event is what the same person has just done.
 * @returns the sentence for the person; null when the refusal has another cause
 */
export async function alreadyDone(order: Dispatch): Promise<string | null> {
	const { actor, subject, id, event, input = {}, version, now } = order
	if (version === undefined || actor.kind !== "person") return null
	const [last] = await rowsOf<{
		seq: number
		event: string
		actorId: string | null
		at: Date
		data: unknown
	}>(
		prisma,
		Prisma.sql`
		SELECT "seq", "event", "actorId", "at", "data" FROM "Journal"
		WHERE "subject" = ${subject} AND "subjectId" = ${id} ORDER BY "seq" DESC LIMIT 1`,
	)
	const same =
		last?.seq === version + 1 &&
		last.event === event &&
		last.actorId === actor.id &&
		// With another reason or another file it is another act, of which nothing was kept.
		sameData(last.data, input)
	const words = subjectNamed(subject).lifecycle.events[event]
	if (!same || !words) return null
	const when = civilDate(last.at) === civilDate(now) ? `в ${civilTime(last.at)}` : longDateTime(last.at)
	return `Это уже сделано: ${lowerFirst(words.happened)}. Вы сделали это ${when}.`
}
