import { prisma } from "#app/db/client.server.ts"
import { bothHands, handOf } from "#app/workflow/fold.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { OUTSIDE_TEXTS } from "#machines/steps.ts"

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
	from: string | null
	to: string
	data: Record<string, unknown>
}

/** What happened to a subject, newest first, in words. */
export async function historyOf(subject: SubjectName, subjectId: string): Promise<HistoryEntry[]> {
	const { events, birth } = LIFECYCLES[subject]
	const rows = await prisma.$queryRaw<Row[]>`
		SELECT "seq", "event", "at", "actorName", "reason", "from", "to", "data" FROM "Journal"
		WHERE "subject" = ${subject} AND "subjectId" = ${subjectId} AND "event" <> ALL (${SILENT}) ORDER BY "seq" DESC`
	const words: Record<string, { happened: string }> = {
		...events,
		[birth.event]: birth.text,
		...OUTSIDE_TEXTS,
	}
	return rows.map((row) => {
		const { seq, event, at, actorName, reason, to } = row
		const told = { id: `${subjectId}-${seq}`, event, at: at.toISOString(), reason, to }
		const title = words[event]?.happened ?? event
		const hand = handOf(row.data)
		if (!hand) return { ...told, title, actor: actorName }
		return {
			...told,
			title: `${title}: ${shortOf(subject, hand.healed ?? row.from)} → ${shortOf(subject, to)}`,
			actor: bothHands(hand),
		}
	})
}

function shortOf(subject: SubjectName, state: string | null): string {
	const states: Readonly<Record<string, { short: string }>> = LIFECYCLES[subject].states
	return states[state ?? ""]?.short ?? state ?? ""
}
