import type { RulebookFacts } from "./facts.ts"

// Facts of made-up applications, from which the tests of the rules start.

/** A teacher of a school who has never had a category and asks for the first. */
export const NOTHING: RulebookFacts = {
	claimed: "first",
	current: { category: "none", setOn: null, endsOn: null, indefinite: false },
	everHeld: false,
	samePosition: false,
	firstSetOn: null,
	positionCode: "uchitel",
	organisationKind: "school",
	refusedOn: null,
	refusedCategory: null,
}
export const holds = (category: "first" | "highest", setOn: string, endsOn: string | null) => ({
	current: { category, setOn, endsOn, indefinite: endsOn === null },
	everHeld: true,
	samePosition: true,
	firstSetOn: category === "first" ? setOn : null,
})

export const forHighest = { claimed: "highest" } as const
export const refusedOn = (day: string) => ({ refusedOn: day, refusedCategory: "first" }) as const
export const vocational = { positionCode: "prepodavatel" }
