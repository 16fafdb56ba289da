import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { subjectRow } from "#app/workflow/repair.server.ts"
import { TABLES } from "#app/workflow/tables.ts"
import { isSubjectName, LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { stepsOf } from "#machines/steps.ts"
import { countsOfAll, type StateTotals, statesCounted } from "../machine/state-counts.server.ts"
import { proposalView } from "./proposal.view.server.ts"
import { problemOf } from "./repair.view.server.ts"
import { stateAsStored, titleOf } from "./subject-title.server.ts"

const SUBJECTS = Object.keys(LIFECYCLES) as SubjectName[]
/** A longer list means a failed migration, which operators cannot repair by hand. */
const SHOWN = 200

/**
 * Everything that waits for operators outside the machines: proposals to confirm and subjects set aside.
 * @throws DomainError not-found to everybody but operators
 */
export async function viewRepairs({ actor }: { actor: Actor }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const [proposals, states] = await Promise.all([waitingProposals(), statesCounted()])
	// Tables and their counts grow; most of the time none of them has such a row, and none is searched.
	const counts = setAsideIn(states.some(isStrange) ? await countsOfAll(["state"]) : [])
	const setAside = await Promise.all(SUBJECTS.filter((subject) => counts.get(subject)).map(quarantined))
	return {
		proposals: await Promise.all(
			proposals.map(async ({ subject, repair }) => ({
				...proposalView(subject, repair),
				noun: LIFECYCLES[subject].title,
				title: await titleOf(subject, repair.subjectId),
				href: paths.operatorRepairOf(subject, repair.subjectId),
				isOwn: repair.proposedById === actor.id,
			})),
		),
		setAside: setAside.flat(),
	}
}

/** Proposals whose subject has not changed since they were made. */
async function waitingProposals() {
	const repairs = await prisma.repair.findMany({ where: { outcome: null }, orderBy: { proposedAt: "asc" } })
	const current = await Promise.all(
		repairs.map(async (repair) => {
			if (!isSubjectName(repair.subject)) return []
			const row = await subjectRow(prisma, repair.subject, repair.subjectId)
			return row?.version === repair.version ? [{ subject: repair.subject, repair }] : []
		}),
	)
	return current.flat()
}

function knownStates(subject: SubjectName): string[] {
	const lifecycle = LIFECYCLES[subject]
	return [...(stepsOf(lifecycle, lifecycle.version)?.states ?? [])]
}

const isSetAside = (subject: SubjectName) => ({
	OR: [{ quarantine: { not: null } }, { state: { notIn: knownStates(subject) } }],
})

/** Set aside, or a state that the machine does not have. */
const isStrange = ({ subject, state }: { subject: SubjectName; state: string }) =>
	!knownStates(subject).includes(state)

/** How many of each machine's subjects stand in such a state. */
function setAsideIn(totals: StateTotals): Map<SubjectName, number> {
	const sums = new Map<SubjectName, number>()
	for (const { subject, count } of totals.filter(isStrange))
		sums.set(subject, (sums.get(subject) ?? 0) + count)
	return sums
}

async function quarantined(subject: SubjectName) {
	const what = {
		where: isSetAside(subject),
		select: { id: true, state: true, quarantine: true },
		take: SHOWN,
	} as const
	const rows = await {
		application: () => prisma.application.findMany(what),
		withdrawal: () => prisma.withdrawal.findMany(what),
		schedule: () => prisma.schedule.findMany(what),
		invitation: () => prisma.invitation.findMany(what),
		letter: () => prisma.letter.findMany(what),
	}[subject]()
	return Promise.all(
		rows.map(async (row) => ({
			key: `${subject} ${row.id}`,
			noun: LIFECYCLES[subject].title,
			title: await titleOf(subject, row.id),
			state: stateAsStored(subject, row.state),
			problem: problemOf(subject, row) ?? "",
			href: paths.operatorRepairOf(subject, row.id),
		})),
	)
}

/** The present version of the subject of a proposal `r`. */
const PRESENT_VERSION = Prisma.join(
	SUBJECTS.map(
		(subject) =>
			Prisma.sql`WHEN ${subject} THEN (SELECT x."version" FROM ${Prisma.raw(`"${TABLES[subject]}"`)} x WHERE x."id" = r."subjectId")`,
	),
	" ",
)

/** How many proposals wait for another operator. Those whose subject has changed since do not count. */
export async function countProposals(): Promise<number> {
	const [found] = await rowsOf<{ count: number }>(
		prisma,
		Prisma.sql`SELECT count(*)::int AS "count" FROM "Repair" r
			WHERE r."outcome" IS NULL AND r."version" = CASE r."subject" ${PRESENT_VERSION} END`,
	)
	return found?.count ?? 0
}

/** How many subjects are set aside. */
export const countSetAside = (totals: StateTotals): number =>
	[...setAsideIn(totals).values()].reduce((all, one) => all + one, 0)
