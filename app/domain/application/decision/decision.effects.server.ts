import { addMonths } from "#app/utils/civil-date.ts"
import { orderInForce } from "#machines/rulebook/index.ts"
import { ballotOf } from "../../sitting/sitting-facts.server.ts"
import { votesOf } from "../../sitting/votes.ts"
import type { ApplicationTransition } from "../application.transition.ts"
import { forgetFindingsOf } from "../registration/findings.server.ts"
import { countedVotes } from "./counted-votes.ts"

export async function keepDecision({ tx, row, facts, input }: ApplicationTransition) {
	const { sitting } = facts.chosen
	const decision = input.decision === "refused" ? "refused" : "granted"
	const ballot = await ballotOf(tx, String(input.sitting), row.teacherId, decision)
	return {
		...(ballot && votesOf(ballot, countedVotes(input))),
		sittingId: input.sitting,
		decidedOn: sitting?.heldOn,
		decisionNumber: sitting?.orderNumber,
		decisionDate: sitting?.orderDate,
	}
}

/** The category is valid from the day of the commission's decision. Under Order 196 it has no end; under Order 276 it lasted five years. */
export async function recordCategory({ tx, row, facts }: ApplicationTransition) {
	const { sitting } = facts.chosen
	if (!sitting || !row.claimedCategory) throw new Error("a category is recorded without a sitting")
	const years = orderInForce(sitting.heldOn).categoryValidityYears
	await tx.category.create({
		data: {
			personId: row.teacherId,
			positionCode: row.positionCode,
			category: row.claimedCategory,
			setOn: sitting.heldOn,
			endsOn: years === null ? null : addMonths(sitting.heldOn, years * 12),
			act: `№ ${sitting.orderNumber} от ${sitting.orderDate}`,
		},
	})
	await forgetFindingsOf(tx, row.teacherId)
	return undefined
}
