import { allOf, isOperator, provided, type Rule } from "./policy.ts"

/** What the rules about a move by hand read. */
export interface RepairScope {
	/** Whose application it is about; null for what belongs to nobody. */
	teacherId: string | null
	/** Who proposed it; null before that. */
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

/** A move past the machine takes two operators, neither of whom it concerns. */
export const repairPolicy = {
	propose: allOf<RepairScope>(isOperator, isStranger),
	confirm: allOf<RepairScope>(isOperator, isStranger, isSecond),
	decline: allOf<RepairScope>(isOperator, isStranger, isSecond),
	takeBack: allOf<RepairScope>(isOperator, isProposer),
} satisfies Record<string, Rule<RepairScope>>
