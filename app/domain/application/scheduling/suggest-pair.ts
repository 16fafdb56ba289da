import type { RosterExpert } from "../../expert/roster/roster.view.server.ts"

/** Two experts whom one click puts into the form. */
export interface SuggestedPair {
	period: string
	experts: readonly [string, string]
	names: string
}

type Candidate = Pick<
	RosterExpert,
	"id" | "name" | "load" | "obstacles" | "assessesEachOther" | "isColleague" | "nearSubject"
>

/** Nobody needs a reason for them, and nothing speaks against them. */
const isFree = ({ obstacles, isColleague, assessesEachOther }: Candidate) =>
	obstacles.length === 0 && !isColleague && !assessesEachOther

/**
 * The pair that the rules would choose: experts for the subject first, and among them those with the fewest teachers in the
 * period. Null if fewer than two are free, or no period is chosen.
 */
export function suggestPair(roster: readonly Candidate[], period: string | null): SuggestedPair | null {
	const [first, second] = roster
		.filter(isFree)
		.sort(
			(a, b) =>
				Number(b.nearSubject) - Number(a.nearSubject) ||
				a.load - b.load ||
				a.name.localeCompare(b.name, "ru"),
		)
	return period && first && second ? pairOf(period, first, second) : null
}

/** The same two again, if both can be chosen here. */
export function repeatPair(
	roster: readonly Candidate[],
	period: string,
	experts: readonly string[],
): SuggestedPair | null {
	const [first, second] = experts.map((id) => roster.find((one) => one.id === id && isFree(one)))
	return first && second ? pairOf(period, first, second) : null
}

const pairOf = (period: string, first: Candidate, second: Candidate): SuggestedPair => ({
	period,
	experts: [first.id, second.id],
	names: [first, second].map(({ name, load }) => `${name} (нагрузка ${load})`).join(", "),
})
