import { allOf, type Db, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { Ask } from "#app/db/snapshot.server.ts"
import { drawingOf, graphOf } from "#app/drawing/draw.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { longDateTime, shortDate } from "#app/utils/russian.ts"
import { bothHands, handOf } from "#app/workflow/fold.ts"
import type { JournalRow } from "#app/workflow/journal-row.ts"
import { journalOf } from "#app/workflow/replay.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import type { AnyLifecycle } from "#machines/lifecycle.ts"
import { shortOf } from "#machines/lifecycle.ts"
import { OUTSIDE, OUTSIDE_TEXTS } from "#machines/steps.ts"
import "../../index.server.ts"
import { applicationSubject } from "../application.subject.server.ts"
import { nameOf } from "../overview/operator-list.view.server.ts"
import { explainAll, openWays } from "./inspection.events.server.ts"
import { actorAt, peopleAround, readersOf } from "./inspection.people.server.ts"
import type { InspectedDocument, InspectedStep, Outside } from "./inspection.ts"

const LIFECYCLE: AnyLifecycle = applicationLifecycle

/**
 * One application with its whole life: its way through the machine, its documents and readers at every step, and for every
 * event whether it is possible now, for whom, and why not.
 * @throws DomainError not-found to everybody but operators
 */
export async function viewInspection({ actor, id, now }: { actor: Actor; id: string; now: Date }) {
	const loaded = await applicationSubject.load(prisma, id, now)
	if (!loaded || !isOperator(actor, null, null)) throw notFound()
	const { row, facts } = loaded
	const journal = await journalOf(plainly(prisma), "application", id)
	const [people, records, drawing] = await Promise.all([
		peopleAround(loaded, journal),
		recordsOf(id),
		drawingOf("application"),
	])
	const actors = people.flatMap((person) => actorAt(person, now) ?? [])
	const events = explainAll(loaded, actors, now)
	return {
		id,
		name: nameOf(row),
		state: row.state,
		short: shortOf(LIFECYCLE, row.state),
		quarantine: row.quarantine,
		drawing,
		steps: stepsOf(journal),
		documents: documentsOf(id, records, journal),
		people: readersOf(loaded, records, journal, people),
		events,
		open: openWays(loaded, events, now),
		/** The facts that guards read, for trying events on a copy. */
		facts,
		at: now.toISOString(),
	}
}
export type InspectionView = Awaited<ReturnType<typeof viewInspection>>

const plainly =
	(db: Db): Ask =>
	(text, values = []) =>
		db.$queryRawUnsafe(text, ...values)

function stepsOf(journal: readonly JournalRow[]): InspectedStep[] {
	const { events, creation } = LIFECYCLE
	const words: AnyLifecycle["events"] = { ...events, [creation.event]: creation.text, ...OUTSIDE_TEXTS }
	const { transitions } = graphOf("application")
	const wayOf = ({ event, from, to }: JournalRow) =>
		transitions.find((one) => one.event === event && one.from === (from ?? "") && one.to === to)?.id ?? null
	return journal.map((row) => {
		const { seq, at, event, from, to, actorName, reason, data } = row
		const hand = handOf(data)
		const transition = wayOf(row)
		return {
			seq,
			at: at.toISOString(),
			when: longDateTime(at),
			day: shortDate(civilDate(at)).slice(0, 5),
			title: words[event]?.happened ?? event,
			who: hand ? bothHands(hand) : actorName || "Система",
			reason,
			state: to,
			short: shortOf(LIFECYCLE, to),
			transition,
			moved: from !== to || event === OUTSIDE.byHand,
			outside: transition ? null : outsideOf(event),
		}
	})
}

const outsideOf = (event: string): Outside =>
	event === OUTSIDE.byHand ? "byHand" : event === OUTSIDE.migration ? "migration" : "former"

interface Records {
	hasGroupHeads: boolean
	subjectId: string | null
	attachments: {
		id: string
		fileName: string
		title: string
		url: string | null
		addedAt: string
		removedAt: string | null
	}[]
	conclusions: { id: string; fileName: string; attachedAt: string; voidedAt: string | null }[]
	revisions: { id: string; number: number; formedAt: string; voidedAt: string | null }[]
}

/** Every document that the application ever had, and what policies read about its place. */
async function recordsOf(applicationId: string): Promise<Records> {
	const [records] = await rowsOf<Records>(
		prisma,
		Prisma.sql`
		SELECT m."hasGroupHeads", e."subjectId",
			${allOf(Prisma.sql`SELECT d."id", d."fileName", d."title", d."url", d."addedAt", d."removedAt" FROM "Attachment" d
				WHERE d."applicationId" = a."id" ORDER BY d."addedAt", d."id"`)} AS "attachments",
			${allOf(Prisma.sql`SELECT k."id", k."fileName", k."attachedAt", k."voidedAt" FROM "Conclusion" k
				WHERE k."applicationId" = a."id" ORDER BY k."number"`)} AS "conclusions",
			${allOf(Prisma.sql`SELECT f."id", f."number", f."formedAt", f."voidedAt" FROM "FormRevision" f
				WHERE f."applicationId" = a."id" ORDER BY f."number"`)} AS "revisions"
		FROM "Application" a JOIN "Municipality" m ON m."code" = a."municipalityCode"
		LEFT JOIN "Engagement" e ON e."id" = a."engagementId" WHERE a."id" = ${applicationId}`,
	)
	if (!records) throw notFound()
	return records
}

/** The documents, each from the step that added it to the step that removed it. */
function documentsOf(
	applicationId: string,
	{ attachments, conclusions, revisions }: Records,
	journal: readonly JournalRow[],
): InspectedDocument[] {
	const stepAt = (at: string) => journal.find((row) => row.at >= new Date(at))?.seq
	const spanOf = (from: string, until: string | null) =>
		[stepAt(from) ?? journal.at(-1)?.seq ?? 0, until ? (stepAt(until) ?? null) : null] as const
	return [
		...revisions.map((one) => ({
			id: one.id,
			name: `Сформированное заявление № ${one.number}`,
			note: shortDate(civilDate(new Date(one.formedAt))),
			href: one.voidedAt ? null : paths.applicationForm(applicationId),
			span: spanOf(one.formedAt, one.voidedAt),
		})),
		...attachments.map((one) => ({
			id: one.id,
			name: one.fileName || one.title || one.url || "Документ",
			note: shortDate(civilDate(new Date(one.addedAt))),
			href: one.removedAt ? null : (one.url ?? paths.file(one.id)),
			span: spanOf(one.addedAt, one.removedAt),
		})),
		...conclusions.map((one) => ({
			id: one.id,
			name: one.fileName,
			note: shortDate(civilDate(new Date(one.attachedAt))),
			href: paths.file(one.id),
			span: spanOf(one.attachedAt, one.voidedAt),
		})),
	]
}
