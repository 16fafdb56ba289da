import { allOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { CommissionMember, Sitting, SittingMember } from "#app/db/generated/client.ts"
import { COUNTED } from "#app/db/paging.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { placeBeside } from "#app/documents/phrases.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { pageWithin } from "#app/utils/address.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { longDate, shortDate } from "#app/utils/russian.ts"
import { ownEvents } from "#app/workflow/acts.server.ts"
import { explainOne } from "#app/workflow/explain.server.ts"
import type { Verdict } from "#machines/application/application.facts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { shortOf } from "#machines/lifecycle.ts"
import { loadApplications } from "../application/application.facts.server.ts"
import type { LoadedApplication } from "../application/application.transition.ts"
import { countInGroups, sqlInGroup } from "../application/overview/operator-groups.server.ts"
import { claimOf } from "../application/overview/operator-list.view.server.ts"
import { membersSql } from "../commission/members-on.server.ts"
import { byOffice, type CommissionOffice, OFFICE_TITLES } from "../commission/offices.ts"
import { loadOffice } from "../reference/office.server.ts"
import { type AgendaRow, agendaLists } from "./agenda-rows.server.ts"
import { comesSql } from "./call-teachers.server.ts"
import { DECISIONS, type Decisions } from "./decisions-sql.server.ts"
import { shownMeeting, shownPapers, shownRoll } from "./sitting.schema.ts"
import { hasSat, isQuorum, isSettled, obstaclesOf, quorumOf } from "./sitting-readiness.ts"
import { votesWords } from "./votes.ts"

/** Applications on one page of the agenda. One form sends the decisions of one page. */
export const AGENDA_PAGE = 100

/** More simplified applications than this would stand before the sitting itself. They have a list of their own. */
const MOST_TO_ADMIT = 20

/** One sitting: its card, its agenda, the simplified applications that can still be admitted, and its decisions. */
export async function viewSitting({
	actor,
	id,
	page,
	decidedPage = 1,
	now,
}: {
	actor: Actor
	id: string
	/** Of the agenda. */
	page: number
	/** Of the decisions. */
	decidedPage?: number
	now: Date
}) {
	if (!isOperator(actor, null, null)) throw notFound()
	const today = civilDate(now)
	const waiting = sqlInGroup("for-sitting", today)
	const [found, inGroup, office] = await Promise.all([
		findSitting(id, waiting),
		countInGroups(["for-sitting", "to-admit"]),
		loadOffice(prisma),
	])
	if (!found) throw notFound()
	const { roll, commission, decisions, decidedAt, proposed, ...sitting } = found
	const total = inGroup("for-sitting")
	const first = { skip: 0, take: AGENDA_PAGE }
	const { part, ...pages } = partOf(page, total)
	const { part: decidedPart, ...decidedPages } = partOf(decidedPage, decisions)
	const { agenda, toAdmit, decided, coming } = await agendaLists({
		agenda: { where: waiting, ...part },
		toAdmit: { where: sqlInGroup("to-admit", today), skip: 0, take: MOST_TO_ADMIT },
		decided: { where: Prisma.sql`a."sittingId" = ${id}`, ...decidedPart },
		coming: { where: comesSql(today), ...first },
	})
	const loaded = await loadApplications(
		prisma,
		toAdmit.map((row) => row.id),
		now,
	)
	noteApplications([...agenda, ...toAdmit, ...decided].map((row) => row.id))
	const isOver = isSettled(sitting, decidedAt && civilDate(decidedAt), today)
	const memberIds = new Set(roll.flatMap(({ personId, present }) => (present ? (personId ?? []) : [])))
	const entryOf = (row: AgendaRow) => agendaEntry(row, memberIds, actor)
	return {
		sitting: { ...cardOf(sitting, now), usualPlace: office.sittingPlace },
		roll: rollOf({ ...sitting, roll }, commission.sort(byOffice), decisions, today),
		/** Teachers who asked to be present, with what the last letter told each of them. */
		coming: coming.map(({ id: applicationId, fullName, called }) => ({
			id: applicationId,
			to: paths.operatorApplication(applicationId),
			name: fullName,
			told: called ? toldOf(called, id) : null,
			toldHere: called?.sittingId === id,
		})),
		/** Until the commission has sat, the sitting can be taken back. */
		cancellable: !hasSat(sitting, decisions),
		proposed: { granted: total - proposed, refused: proposed },
		obstacles: obstaclesOf(sitting, now),
		papers: {
			order: Boolean(sitting.protocolNumber) && decisions > 0,
			ofDecisionsOnly: isOver,
		},
		agenda: agenda.map((row) => ({
			...entryOf(row),
			cameLater: isOver ? cameAfter(sitting.heldOn, row) : null,
		})),
		...pages,
		/** All of them, also those that are not among the first. */
		waitForAdmission: inGroup("to-admit"),
		// A sitting that is over takes nobody any more; the next one does.
		toAdmit: isOver
			? []
			: toAdmit.map((row) => ({ ...entryOf(row), ...admissionOf(actor, loaded.get(row.id), now) })),
		decidedPages,
		decided: decided.map((row) => ({
			...entryOf(row),
			votes: votesIn(row),
			state: row.state,
			short: shortOf(applicationLifecycle, row.state),
		})),
	}
}

/** A page of a list whose length is known. */
function partOf(page: number, counted: number) {
	const total = Math.min(counted, COUNTED)
	const shown = pageWithin(page, total, AGENDA_PAGE)
	const part = { skip: (shown - 1) * AGENDA_PAGE, take: AGENDA_PAGE }
	return { part, page: shown, pageSize: AGENDA_PAGE, total, more: counted > COUNTED }
}

interface FoundSitting extends Sitting, Decisions {
	roll: SittingMember[]
	/** The members of the day, in no order. */
	commission: CommissionMember[]
	/** Applications on the agenda whose conclusion proposes a refusal. */
	proposed: number
}

async function findSitting(id: string, waiting: Prisma.Sql): Promise<FoundSitting | undefined> {
	const [found] = await rowsOf<FoundSitting>(
		prisma,
		Prisma.sql`
		SELECT s.*, ${allOf(Prisma.sql`SELECT r.* FROM "SittingMember" r WHERE r."sittingId" = s."id" ORDER BY r."number"`)} AS "roll",
			${allOf(membersSql(Prisma.sql`s."heldOn"`))} AS "commission",
			${DECISIONS},
			(SELECT count(*)::int FROM "Application" a WHERE ${waiting} AND a."verdict" = 'fails') AS "proposed"
		FROM "Sitting" s WHERE s."id" = ${id}`,
	)
	return found
}

export type SittingView = Awaited<ReturnType<typeof viewSitting>>
export type AgendaEntry = SittingView["agenda"][number]

function cardOf(
	{ id, heldOn, startsAt, place, protocolNumber, members, present, orderNumber, orderDate }: Sitting,
	now: Date,
) {
	return {
		id,
		title: `Заседание ${longDate(heldOn)}`,
		heldOn,
		startsAt: startsAt ?? "",
		place,
		ahead: heldOn > civilDate(now),
		present,
		protocolNumber: protocolNumber ?? "",
		orderNumber: orderNumber ?? "",
		orderDate: orderDate ?? "",
		shown: {
			meeting: shownMeeting({ heldOn, startsAt, place }),
			papers: shownPapers({ protocolNumber, orderNumber, orderDate }),
		},
		order: orderDate ? `№ ${orderNumber} от ${shortDate(orderDate)}` : "",
		quorum:
			members && present
				? { holds: isQuorum(present, members, now), needed: quorumOf(members, now), present, members }
				: null,
	}
}

/** The commission of that day with the presence that was entered. Before the roll is called, everybody counts as expected. */
function rollOf(
	sitting: Sitting & { roll: SittingMember[] },
	commission: readonly CommissionMember[],
	decisions: number,
	today: string,
) {
	const entered = new Map(sitting.roll.map((member) => [member.memberId, member]))
	const shown = decisions > 0 ? [] : commission
	return {
		entered: sitting.roll.length > 0,
		asShown: shownRoll(sitting.roll),
		/** Null if the roll can be called. */
		closed:
			decisions > 0
				? "Решения внесены: присутствие изменить нельзя."
				: sitting.heldOn > today
					? "Присутствие отмечают в день заседания или позже."
					: null,
		members: shown.map((member) => ({
			id: member.id,
			...seatOf(member),
			present: entered.get(member.id)?.present ?? true,
			absence: entered.get(member.id)?.absence ?? "",
		})),
		attended: sitting.roll.map((member) => ({
			id: member.memberId,
			...seatOf(member),
			present: member.present,
			absence: member.absence,
		})),
	}
}

const seatOf = (member: Pick<CommissionMember, "surname" | "name" | "patronymic" | "post" | "office">) => ({
	name: fullName(member),
	post: member.post,
	office: OFFICE_TITLES[member.office as CommissionOffice],
})

const toldOf = (call: NonNullable<AgendaRow["called"]>, sittingId: string) =>
	call.sittingId === sittingId
		? `${longDate(call.heldOn)}, ${call.startsAt}`
		: `о другом заседании: ${longDate(call.heldOn)}`

function votesIn({ votesFor, votesAgainst, votesAbstained }: AgendaRow): string {
	if (votesFor === null || votesAgainst === null || votesAbstained === null) return ""
	return votesWords({ votesFor, votesAgainst, votesAbstained })
}

function agendaEntry(row: AgendaRow, memberIds: ReadonlySet<string>, reader: Actor) {
	return {
		id: row.id,
		to: paths.operatorApplication(row.id),
		name: row.fullName,
		place: [
			[row.position, row.subjectGenitive].filter(Boolean).join(" "),
			row.organisation,
			placeBeside(row.organisation, row.municipality),
		]
			.filter(Boolean)
			.join(", "),
		claim: claimOf(row),
		period: row.periodId ? period(row.periodId).label : "",
		verdict: row.verdict as Verdict | null,
		simplified: row.procedure === "simplified",
		notSignedReason: row.notSignedReason,
		comesInPerson: row.presence === "present",
		isMember: memberIds.has(row.teacherId),
		/** The reader's own: another operator enters the decision. */
		own: row.teacherId === reader.id,
	}
}

/** The day on which the application came to the commission, if the commission had met before. */
function cameAfter(heldOn: string, { stateSince }: AgendaRow): string | null {
	const came = civilDate(new Date(stateSince))
	return came > heldOn ? shortDate(came) : null
}

function admissionOf(actor: Actor, loaded: LoadedApplication | undefined, now: Date) {
	const explained = loaded ? explainOne(actor, "application", loaded, "application.admit", now) : undefined
	return {
		version: loaded?.row.version ?? 0,
		events: ownEvents([explained]),
	}
}
