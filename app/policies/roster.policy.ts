import { anyOf, coordinates, isOperator, people } from "./policy.ts"

interface RosterScope {
	municipalityCode: string
}

const isCoordinator = people<RosterScope>("муниципальный координатор", (actor, { municipalityCode }) =>
	coordinates(actor, municipalityCode),
)

/** Who keeps the roster of a municipality's experts and their contracts. */
export const rosterPolicy = { edit: anyOf<RosterScope>(isOperator, isCoordinator) }
