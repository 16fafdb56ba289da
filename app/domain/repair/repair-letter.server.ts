import type { Tx } from "#app/db/client.server.ts"
import type { Repair } from "#app/db/generated/client.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { repairPolicy } from "#app/policies/repair.policy.ts"
import { paths } from "#app/utils/paths.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { absolute, greeted } from "../account/accounts.server.ts"
import { loadOffice } from "../reference/office.server.ts"
import { stateAsStored } from "./subject-title.server.ts"

interface Proposed {
	subject: SubjectName
	/** The subject's name as its page shows it. */
	title: string
	/** The teacher whose application it belongs to, if any. */
	teacherId: string | null
	proposal: Pick<Repair, "subjectId" | "fromState" | "toState" | "reason" | "proposedById" | "proposedByName">
}

/** Writes a letter to every operator who may confirm the proposal, in its transaction. @returns how many were asked */
export async function askOtherOperators(
	tx: Tx,
	{ subject, title, teacherId, proposal }: Proposed,
	now: Date,
): Promise<number> {
	const { centreName } = await loadOffice(tx)
	const operators = await tx.person.findMany({
		where: { blockedAt: null, engagements: { some: { role: "operator", to: null } } },
		orderBy: { id: "asc" },
	})
	const scope = { teacherId, proposedById: proposal.proposedById }
	const office = { role: "operator", municipalityCode: null, organisationId: null, subjectId: null } as const
	const asked = operators.filter(({ id, username, ...names }) =>
		repairPolicy.confirm(
			{ kind: "person", id, username, fullName: fullName(names), grants: [office] },
			scope,
			null,
		),
	)
	for (const { id, email, ...person } of asked)
		await writeLetter(tx, {
			kind: "repair-proposed",
			to: { personId: id, email },
			data: {
				...greeted(person),
				centreName,
				noun: LIFECYCLES[subject].title,
				title,
				from: stateAsStored(subject, proposal.fromState),
				to: stateAsStored(subject, proposal.toState),
				reason: proposal.reason,
				proposedBy: proposal.proposedByName,
				contact: `к тому, кто внёс предложение: ${proposal.proposedByName}`,
				url: absolute(paths.operatorRepairOf(subject, proposal.subjectId)),
			},
			now,
		})
	return asked.length
}
