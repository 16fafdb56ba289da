import type { Votes } from "../../sitting/votes.ts"

const NAMES = ["votesFor", "votesAgainst", "votesAbstained"] as const

/** The votes in an input. An empty number counts as zero. Null if there are none at all. */
export function countedVotes(input: Readonly<Record<string, unknown>>): Votes | null {
	const given = NAMES.map((name) => input[name])
	if (given.every((votes) => typeof votes !== "number")) return null
	const [votesFor = 0, votesAgainst = 0, votesAbstained = 0] = given.map((votes) =>
		typeof votes === "number" ? votes : 0,
	)
	return { votesFor, votesAgainst, votesAbstained }
}
