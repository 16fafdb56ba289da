import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { type ApplicationScope, applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { longDateTime, shortDate } from "#app/utils/russian.ts"
import { bothHands, handOf } from "#app/workflow/fold.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { OUTSIDE_TEXTS } from "#machines/steps.ts"
import { stateAsStored } from "../repair/subject-title.server.ts"
import { kindNamed } from "./filing/document-kind.ts"
import { rejectionInWords } from "./registration/rejection-reason.ts"

export interface HistoryEntry {
	id: string
	event: string
	/** «Заявление зарегистрировано» */
	title: string
	/** ISO instant. */
	at: string
	actor: string
	/** Two people may have the same name, and a name may change, so the person's id decides. */
	byReader: boolean
	reason: string | null
	to: string
}

/** Autosaves are recorded in the journal but not worth showing. */
const SILENT = ["form.save"]

/** A row of the journal. Dates inside JSON arrive as text. */
export interface JournalLine {
	seq: number
	event: string
	at: Date | string
	actorId: string | null
	actorName: string
	reason: string | null
	from: string | null
	to: string
	data: Record<string, unknown>
}

interface Journals {
	journal: JournalLine[]
	/** The journals of the withdrawals. */
	withdrawalJournals: { id: string; lines: JournalLine[] }[]
}

/** The steps that the history shows, newest first. Use it as a separate query or as a part of a larger one. */
export const visibleLines = (subject: SubjectName, subjectId: Prisma.Sql) => Prisma.sql`
	SELECT "seq", "event", "at", "actorId", "actorName", "reason", "from", "to", "data" FROM "Journal"
	WHERE "subject" = ${subject} AND "subjectId" = ${subjectId} AND "event" <> ALL (${SILENT}) ORDER BY "seq" DESC`

/** The history of a subject in words, newest first. */
export async function historyOf(
	reader: Actor,
	subject: SubjectName,
	subjectId: string,
): Promise<HistoryEntry[]> {
	const lines = await rowsOf<JournalLine>(prisma, visibleLines(subject, Prisma.sql`${subjectId}`))
	return tell(reader, subject, subjectId, lines)
}

function tell(
	reader: Actor,
	subject: SubjectName,
	subjectId: string,
	lines: readonly JournalLine[],
): HistoryEntry[] {
	const { events, creation } = LIFECYCLES[subject]
	const words: Record<string, { happened: string }> = {
		...events,
		[creation.event]: creation.text,
		...OUTSIDE_TEXTS,
	}
	return lines.map((line) => {
		const { seq, event, actorId, actorName, to } = line
		const reason = line.reason && rejectionInWords(line.data.reasonCode, line.reason)
		const at = new Date(line.at).toISOString()
		const entry = { id: `${subjectId}-${seq}`, event, at, byReader: actorId === reader.id, reason, to }
		const title = [words[event]?.happened ?? event, kindOf(line.data), daysOf(line.data)]
			.filter(Boolean)
			.join(": ")
		const hand = handOf(line.data)
		if (!hand) return { ...entry, title, actor: actorName }
		return {
			...entry,
			title: `${title}: ${stateAsStored(subject, hand.healed ?? line.from ?? "")} → ${stateAsStored(subject, to)}`,
			actor: bothHands(hand),
		}
	})
}

/** What happened to the application and to its withdrawals, newest first, as far as this person may read it. */
export function historyFor(
	actor: Actor,
	scope: ApplicationScope,
	id: string,
	{ journal, withdrawalJournals }: Journals,
): HistoryEntry[] {
	const withdrawals = withdrawalJournals.flatMap((one) => tell(actor, "withdrawal", one.id, one.lines))
	const readsReasons = applicationPolicy.readDeclineReason(actor, scope, null)
	const readsWithdrawals = applicationPolicy.readWithdrawal(actor, scope, null)
	return [...tell(actor, "application", id, journal), ...withdrawals]
		.sort((a, b) => b.at.localeCompare(a.at))
		.map((entry) => {
			const mayRead = entry.event.startsWith("withdrawal.")
				? readsWithdrawals
				: entry.event !== "expert.decline" || readsReasons
			return mayRead ? entry : { ...entry, reason: null }
		})
}

/** The history as lines of a list: who did what, newest first. */
export const linesOf = (history: readonly HistoryEntry[]) =>
	history.map(({ id, at, title, actor, reason }) => ({
		id,
		dateTime: at,
		at: longDateTime(new Date(at)),
		title,
		note: [actor, reason].filter(Boolean).join(": "),
	}))

/** The name of the document kind that an event is about, for example «Публикация», if its data name one. */
const kindOf = ({ kind }: JournalLine["data"]) => kindNamed(String(kind))?.name

/** The days that an event names: of visits, or by which materials are needed. */
function daysOf({ visitOn, visitAgainOn, materialsBy }: JournalLine["data"]): string {
	const visits = [visitOn, visitAgainOn].filter((day) => typeof day === "string").map(shortDate)
	return typeof materialsBy === "string" ? `до ${shortDate(materialsBy)}` : visits.join(", ")
}
