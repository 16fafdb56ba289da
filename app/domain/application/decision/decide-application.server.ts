import { z } from "zod"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { invalid } from "#app/utils/errors.ts"
import { command } from "#app/workflow/subject.server.ts"
import { voteCount } from "../../sitting/sitting.schema.ts"
import { ballotOf, lockSittingToDecide, sittingFacts } from "../../sitting/sitting-facts.server.ts"
import { problemOf } from "../../sitting/votes.ts"
import { applicationSubject } from "../application.subject.server.ts"
import { countedVotes } from "./counted-votes.ts"

export const decideApplication = command(applicationSubject, "application.decide", {
	schema: z.object({
		sitting: z.string({ error: "Выберите заседание." }).min(1, "Выберите заседание."),
		decision: z.enum(["granted", "refused"], "Выберите решение комиссии."),
		// If all three are empty, everybody present voted for the decision.
		votesFor: voteCount,
		votesAgainst: voteCount,
		votesAbstained: voteCount,
	}),
	may: applicationPolicy.decide,
	lockFirst: (tx, _id, { sitting }) => lockSittingToDecide(tx, sitting),
	async choose(tx, { facts, row }, input) {
		const sitting = await sittingFacts(tx, input.sitting)
		const counted = countedVotes(input)
		const ballot = counted && (await ballotOf(tx, input.sitting, row.teacherId, input.decision))
		const problem = counted && ballot ? problemOf(counted, ballot) : null
		if (problem) throw invalid({ votesFor: problem }, problem)
		return { ...facts, chosen: { sitting } }
	},
})
