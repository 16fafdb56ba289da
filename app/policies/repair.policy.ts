import { allOf, isOperator, provided, type Rule } from "./policy.ts"

/** What the rules of a move by hand read. */
export interface RepairScope {
	/** The teacher whose application it concerns, or null if it concerns no application. */
	teacherId: string | null
	/** The operator who proposed it, or null before the proposal. */
	proposedById: string | null
}

const isStranger = provided<RepairScope>(
	"если заявление не его собственное",
	(actor, { teacherId }) => actor.id !== teacherId,
)
const isSecond = provided<RepairScope>(
	"если предложил другой оператор",
	(actor, { proposedById }) => proposedById !== null && actor.id !== proposedById,
)
const isProposer = provided<RepairScope>(
	"если предложил он сам",
	(actor, { proposedById }) => actor.id === proposedById,
)

/** A move by hand takes two operators. It must not concern the application of either. */
export const repairPolicy = {
	propose: allOf<RepairScope>(isOperator, isStranger),
	confirm: allOf<RepairScope>(isOperator, isStranger, isSecond),
	decline: allOf<RepairScope>(isOperator, isStranger, isSecond),
	takeBack: allOf<RepairScope>(isOperator, isProposer),
} satisfies Record<string, Rule<RepairScope>>
