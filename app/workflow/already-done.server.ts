import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { personName } from "#app/db/person-name.server.ts"
import { civilDate, civilTime } from "#app/utils/civil-date.ts"
import { longDateTime, lowerFirst } from "#app/utils/russian.ts"
import type { Dispatch } from "./dispatch.server.ts"
import { sameData } from "./journal.server.ts"
import { subjectNamed } from "./registry.server.ts"

/**
 * Recognises a form that was sent twice, for example by a double click: the refused event is what the same person has just
 * done.
 * @returns the sentence for the person, or null if the refusal has another cause
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
		// With another reason or another file it is a different act, and nothing of it was stored.
		sameData(last.data, input)
	const words = subjectNamed(subject).lifecycle.events[event]
	if (!same || !words) return null
	return `Это уже сделано: ${lowerFirst(words.happened)}. Вы сделали это ${whenWas(last.at, now)}.`
}

const whenWas = (at: Date, now: Date) =>
	civilDate(at) === civilDate(now) ? `в ${civilTime(at)}` : longDateTime(at)

/**
 * Finds who changed the subject after this person had opened the page. If two people act at once, the second learns about
 * the first.
 * @returns a sentence, or null if nobody else changed it
 */
export async function whoWasFaster({ actor, subject, id, version, now }: Dispatch): Promise<string | null> {
	if (version === undefined || actor.kind !== "person") return null
	const [last] = await rowsOf<{ event: string; at: Date; name: string | null }>(
		prisma,
		Prisma.sql`
		SELECT j."event", j."at", ${personName("p")} AS "name"
		FROM "Journal" j LEFT JOIN "Person" p ON p."id" = j."actorId"
		WHERE j."subject" = ${subject} AND j."subjectId" = ${id} AND j."seq" > ${version}
			AND j."actorId" IS DISTINCT FROM ${actor.id}
		ORDER BY j."seq" DESC LIMIT 1`,
	)
	if (!last) return null
	const happened = subjectNamed(subject).lifecycle.events[last.event]?.happened ?? "Данные изменены"
	return `${happened}: ${last.name ?? "система, по сроку"}, ${whenWas(last.at, now)}.`
}
