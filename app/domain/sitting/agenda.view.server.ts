import { type Prisma, prisma } from "#app/db/client.server.ts"
import type { Sitting } from "#app/db/generated/client.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
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
import { applicationSubject } from "../application/application.subject.server.ts"
import type { FormDraft } from "../application/form/application.form.ts"
import { groupNamed } from "../application/overview/operator-groups.server.ts"
import { claimOf } from "../application/overview/operator-list.view.server.ts"
import { anyGranted } from "../document/paper-facts.server.ts"
import { isQuorum, isSettled, obstaclesOf, quorumOf } from "./sitting-readiness.ts"

/** Applications on one page of the agenda. One form sends the decisions of one page. */
const PAGE_SIZE = 100

const columns = {
	id: true,
	state: true,
	fullName: true,
	form: true,
	claimedCategory: true,
	attestationForm: true,
	procedure: true,
	verdict: true,
	notSignedReason: true,
	decisionNumber: true,
	position: { select: { nominative: true } },
	subjectGenitive: true,
	organisation: { select: { name: true } },
	municipality: { select: { shortName: true } },
	schedule: { select: { periodId: true } },
} satisfies Prisma.ApplicationSelect

const ORDER = [
	{ municipality: { sortOrder: "asc" } },
	{ fullName: "asc" },
	{ id: "asc" },
] satisfies Prisma.ApplicationOrderByWithRelationInput[]

type Row = Prisma.ApplicationGetPayload<{ select: typeof columns }>

/** One sitting: its card, its agenda, the simplified applications that can still be admitted, and its decisions. */
export async function viewSitting({
	actor,
	id,
	page,
	now,
}: {
	actor: Actor
	id: string
	page: number
	now: Date
}) {
	if (!isOperator(actor, null, null)) throw notFound()
	const sitting = await prisma.sitting.findUnique({ where: { id } })
	if (!sitting) throw notFound()
	const today = civilDate(now)
	const waiting = groupNamed("for-sitting")?.where(today) ?? {}
	const [total, agenda, toAdmit, decided] = await Promise.all([
		prisma.application.count({ where: waiting }),
		prisma.application.findMany({
			where: waiting,
			select: columns,
			orderBy: ORDER,
			skip: (page - 1) * PAGE_SIZE,
			take: PAGE_SIZE,
		}),
		prisma.application.findMany({
			where: groupNamed("to-admit")?.where(today) ?? {},
			select: columns,
			orderBy: ORDER,
			take: PAGE_SIZE,
		}),
		prisma.application.findMany({ where: { sittingId: id }, select: columns, orderBy: ORDER }),
	])
	noteApplications([...agenda, ...toAdmit, ...decided].map((row) => row.id))
	return {
		sitting: cardOf(sitting, now),
		obstacles: obstaclesOf(sitting, now),
		/** The order lists granted categories, so it exists only after the commission has granted one. */
		papers: {
			order: Boolean(sitting.protocolNumber) && (await anyGranted(decided.map((row) => row.id))),
			ofDecisionsOnly: isSettled(sitting, decided.length, today),
		},
		agenda: agenda.map(entryOf),
		total,
		page,
		pageSize: PAGE_SIZE,
		toAdmit: await Promise.all(toAdmit.map((row) => admissionOf(actor, row, now))),
		decided: decided.map((row) => ({
			...entryOf(row),
			state: row.state,
			short: shortOf(applicationLifecycle, row.state),
		})),
	}
}
export type SittingView = Awaited<ReturnType<typeof viewSitting>>
export type AgendaEntry = SittingView["agenda"][number]

function cardOf(
	{ id, heldOn, protocolNumber, members, present, orderNumber, orderDate }: Sitting,
	now: Date,
) {
	return {
		id,
		title: `Заседание ${longDate(heldOn)}`,
		heldOn,
		protocolNumber: protocolNumber ?? "",
		members: members === null ? "" : String(members),
		present: present === null ? "" : String(present),
		orderNumber: orderNumber ?? "",
		orderDate: orderDate ?? "",
		order: orderDate ? `№ ${orderNumber} от ${shortDate(orderDate)}` : "",
		quorum:
			members && present
				? { holds: isQuorum(present, members, now), needed: quorumOf(members, now), present, members }
				: null,
	}
}

function entryOf(row: Row) {
	return {
		id: row.id,
		to: paths.operatorApplication(row.id),
		name: row.fullName,
		place: [
			[row.position.nominative, row.subjectGenitive].filter(Boolean).join(" "),
			row.organisation.name,
			row.municipality.shortName,
		].join(", "),
		claim: claimOf(row),
		period: row.schedule ? period(row.schedule.periodId).label : "",
		verdict: row.verdict as Verdict | null,
		simplified: row.procedure === "simplified",
		notSignedReason: row.notSignedReason,
		comesInPerson: (row.form as FormDraft).presence === "present",
	}
}

async function admissionOf(actor: Actor, row: Row, now: Date) {
	const loaded = await applicationSubject.load(prisma, row.id, now)
	const explained = loaded ? explainOne(actor, "application", loaded, "application.admit", now) : undefined
	return {
		...entryOf(row),
		version: loaded?.row.version ?? 0,
		events: ownEvents([explained]),
	}
}
