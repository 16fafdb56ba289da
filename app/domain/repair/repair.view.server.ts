import { prisma } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { repairPolicy } from "#app/policies/repair.policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { subjectRow } from "#app/workflow/repair.server.ts"
import { isSubjectName, LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { stepsOf } from "#machines/steps.ts"
import { historyOf, linesOf } from "../application/history.view.server.ts"
import { moveObstacles } from "./obstacles.server.ts"
import { proposalView } from "./proposal.view.server.ts"
import { teacherOf } from "./propose-move.server.ts"
import { stateAsStored, titleOf } from "./subject-title.server.ts"

const OUTCOMES: Readonly<Record<string, string>> = {
	confirmed: "Подтверждено",
	declined: "Отклонено",
	takenBack: "Снято",
	lapsed: "Снято: запись изменилась",
}

/**
 * One subject for a move by hand: its state, the states it may be moved to, the other states with their obstacles, and the
 * proposal that waits.
 * @throws DomainError not-found to everybody but operators
 */
export async function viewRepair({
	actor,
	subject,
	id,
	now,
}: {
	actor: Actor
	subject: string
	id: string
	now: Date
}) {
	if (!isOperator(actor, null, null) || !isSubjectName(subject)) throw notFound()
	const row = await subjectRow(prisma, subject, id)
	if (!row) throw notFound()
	const [teacherId, proposals, history] = await Promise.all([
		teacherOf({ subject, id }, now),
		prisma.repair.findMany({ where: { subject, subjectId: id }, orderBy: { proposedAt: "desc" } }),
		historyOf(actor, subject, id),
	])
	const waiting = proposals.find(({ outcome, version }) => outcome === null && version === row.version)
	const scope = { teacherId, proposedById: waiting?.proposedById ?? null }
	return {
		subject,
		id,
		noun: LIFECYCLES[subject].title,
		title: await titleOf(subject, id),
		state: row.state,
		short: stateAsStored(subject, row.state),
		version: row.version,
		/** Why it was set aside; null if the machine knows its state. */
		problem: problemOf(subject, row),
		mayPropose: repairPolicy.propose(actor, { teacherId, proposedById: null }, null),
		states: await statesFor(subject, id, row),
		waiting: waiting
			? {
					...proposalView(subject, waiting),
					mayConfirm: repairPolicy.confirm(actor, scope, null),
					mayTakeBack: repairPolicy.takeBack(actor, scope, null),
				}
			: null,
		former: proposals
			.filter((proposal) => proposal !== waiting)
			.map((proposal) => ({
				...proposalView(subject, proposal),
				outcome: OUTCOMES[proposal.outcome ?? "lapsed"] ?? "",
				settledBy: proposal.settledByName,
				remark: proposal.remark,
			})),
		history: linesOf(history),
		pageHref: subject === "application" ? paths.operatorApplication(id) : null,
	}
}
export type RepairView = Awaited<ReturnType<typeof viewRepair>>

export function problemOf(
	subject: SubjectName,
	{ state, quarantine }: { state: string; quarantine: string | null },
): string | null {
	const lifecycle = LIFECYCLES[subject]
	const isKnown = stepsOf(lifecycle, lifecycle.version)?.states.has(state)
	if (!isKnown) return `Состояние «${state}» порядку работы неизвестно.`
	return quarantine
}

/** Every state of the machine, with the obstacles to a move there. */
async function statesFor(
	subject: SubjectName,
	id: string,
	row: { state: string; quarantine: string | null },
) {
	const lifecycle = LIFECYCLES[subject]
	const states = [...(stepsOf(lifecycle, lifecycle.version)?.states ?? [])]
	const obstaclesIn = await moveObstacles(prisma, subject, id)
	return states
		.filter((state) => row.quarantine !== null || state !== row.state)
		.map((state) => ({ value: state, label: stateAsStored(subject, state), obstacles: obstaclesIn(state) }))
}
