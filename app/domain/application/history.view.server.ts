import { prisma } from "#app/db/client.server.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"

export interface HistoryEntry {
	id: string
	event: string
	/** «Заявление зарегистрировано» */
	title: string
	/** ISO instant. */
	at: string
	actor: string
	reason: string | null
	to: string
}

/** Autosaves are steps of the journal, but no news to anybody. */
const SILENT = ["form.save"]

interface Row {
	seq: number
	event: string
	at: Date
	actorName: string
	reason: string | null
	to: string
}

/** What happened to a subject, newest first, in words. */
export async function historyOf(subject: SubjectName, subjectId: string): Promise<HistoryEntry[]> {
	const { events, birth } = LIFECYCLES[subject]
	const rows = await prisma.$queryRaw<Row[]>`
		SELECT "seq", "event", "at", "actorName", "reason", "to" FROM "Journal"
		WHERE "subject" = ${subject} AND "subjectId" = ${subjectId} AND "event" <> ALL (${SILENT}) ORDER BY "seq" DESC`
	const words: Record<string, { happened: string }> = { ...events, [birth.event]: birth.text }
	return rows.map(({ seq, event, at, actorName, reason, to }) => ({
		id: `${subjectId}-${seq}`,
		event,
		title: words[event]?.happened ?? event,
		at: at.toISOString(),
		actor: actorName,
		reason,
		to,
	}))
}
