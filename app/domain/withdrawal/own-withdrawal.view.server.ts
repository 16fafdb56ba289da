import { prisma } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { wholeDate } from "#app/utils/russian.ts"
import { ownEvents } from "#app/workflow/acts.server.ts"
import type { OwnEvents } from "#app/workflow/acts.ts"
import { explainLoaded, type Possibility } from "#app/workflow/explain.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, shortOf, type TagOf } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import { applicationSubject } from "../application/application.subject.server.ts"
import { acceptsOf } from "../application/filing/document-kind.ts"
import { explainForming } from "./explain-forming.server.ts"
import { withdrawalSubject } from "./withdrawal.subject.server.ts"

export interface OwnWithdrawalView {
	applicationId: string
	applicationState: string
	applicationShort: string
	teacher: string
	/** Whether a new one can be formed, and why not. */
	form: Pick<Possibility, "allowed" | "possible" | "reasons">
	/** What this person may send, to a new withdrawal and to the last one. */
	events: OwnEvents
	/** The latest withdrawal, if there is one. */
	last: {
		id: string
		version: number
		state: string
		short: string
		status: string
		reason: string
		/** «координатор Иванова …» if a coordinator formed it for the teacher. */
		formedBy: string | null
		formedByReader: boolean
		formHref: string
		scanHref: string | null
		/** Its number and date in the journal: «№ 4 от 12 сентября 2026 г.». */
		journal: string | null
	} | null
	/** Why a withdrawal cannot be sent now: none is formed, or it has been sent already. */
	cannotSend: string | null
	accepts: readonly string[]
	/** The application is withdrawn, so the teacher may file a new one. */
	mayBeginAnew: boolean
}

/** «Отзыв заявления» of one application, for the teacher or for a coordinator who acts for the teacher. */
export async function viewOwnWithdrawal({
	actor,
	applicationId,
	now,
}: {
	actor: Actor
	applicationId: string
	now: Date
}): Promise<OwnWithdrawalView> {
	const loaded = await applicationSubject.load(prisma, applicationId, now)
	if (!loaded || !applicationSubject.mayRead(actor, loaded.scope)) throw notFound()
	const row = await prisma.withdrawal.findFirst({
		where: { applicationId },
		orderBy: { createdAt: "desc" },
		include: { formedBy: { select: { surname: true, name: true, patronymic: true } } },
	})
	const is = (tag: TagOf<typeof withdrawalLifecycle>) =>
		row !== null && isTagged(withdrawalLifecycle, row.state, tag)
	const form = explainForming(actor, loaded, { anotherActive: is("active"), now })
	return {
		applicationId,
		applicationState: loaded.row.state,
		applicationShort: shortOf(applicationLifecycle, loaded.row.state),
		teacher: loaded.row.fullName,
		form,
		events: { ...ownEvents([form]), ...(row && (await eventsOf(actor, row.id, now))) },
		last: row && lastOf(row, actor, loaded.row.teacherId),
		cannotSend: is("formed")
			? null
			: `Подача заявления на отзыв не доступна, т.к. заявление на отзыв ${is("waiting") ? "отправлено" : "не сформировано"}`,
		accepts: acceptsOf("withdrawal_scan"),
		mayBeginAnew: is("done"),
	}
}

type Row = NonNullable<Awaited<ReturnType<typeof prisma.withdrawal.findFirst>>> & {
	formedBy: { surname: string; name: string; patronymic: string }
}

async function eventsOf(actor: Actor, id: string, now: Date): Promise<OwnEvents> {
	const loaded = await withdrawalSubject.load(prisma, id, now)
	if (!loaded) throw notFound()
	return ownEvents(Object.values(explainLoaded(actor, "withdrawal", loaded, now).events))
}

function lastOf(row: Row, reader: Actor, teacherId: string) {
	return {
		id: row.id,
		version: row.version,
		state: row.state,
		short: shortOf(withdrawalLifecycle, row.state),
		status: withdrawalStatus(row.state, row.rejectionReason),
		reason: row.reason,
		formedBy: row.formedById === teacherId ? null : fullName(row.formedBy),
		formedByReader: row.formedById === reader.id,
		formHref: paths.withdrawalForm(row.id),
		scanHref: row.scanHash ? paths.file(row.id) : null,
		journal:
			row.journalNumber && row.registeredAt
				? `№ ${row.journalNumber} от ${wholeDate(civilDate(row.registeredAt))}`
				: null,
	}
}

/** The withdrawal's status in the teacher's cabinet. If it was rejected, the status quotes the coordinator's reason. */
export function withdrawalStatus(state: string, reason: string | null): string {
	const status = withdrawalLifecycle.states[state as keyof typeof withdrawalLifecycle.states]?.status
	if (status === undefined) return "Состояние заявления на отзыв уточняется оператором"
	return typeof status === "function" ? status({ reason }) : status
}
