import type { Decision } from "#machines/application/application.facts.ts"

/** How the present members voted on one teacher. */
export interface Votes {
	votesFor: number
	votesAgainst: number
	votesAbstained: number
}

interface Ballot {
	decision: Decision
	/** How many members were present. */
	present: number
	/** True if the teacher is a member of the commission, who does not vote on their own application (Order, on the voting). */
	isMember: boolean
}

/** The votes if everybody agreed with the decision. */
export function unanimous({ decision, present, isMember }: Ballot): Votes {
	const votesAbstained = isMember ? 1 : 0
	const voted = present - votesAbstained
	return decision === "granted"
		? { votesFor: voted, votesAgainst: 0, votesAbstained }
		: { votesFor: 0, votesAgainst: voted, votesAbstained }
}

/**
 * Why these votes contradict the decision, or null if they do not. A tie is decided in favour of the teacher, so it grants
 * the category.
 */
export function problemOf(
	{ votesFor, votesAgainst, votesAbstained }: Votes,
	{ decision, present, isMember }: Ballot,
): string | null {
	const sum = votesFor + votesAgainst + votesAbstained
	if (sum !== present) return `Голосов ${sum}, а присутствовало ${present}. Проверьте числа.`
	if (isMember && votesAbstained === 0)
		return "Педагог сам входит в комиссию и о себе не голосует: отметьте его среди воздержавшихся."
	if (decision === "granted" && votesFor < votesAgainst)
		return "Против проголосовало больше, чем за: категорию установить нельзя. Проверьте голоса или решение."
	if (decision === "refused" && votesFor >= votesAgainst)
		return "За проголосовало не меньше, чем против: при равенстве голосов решение в пользу педагога. Проверьте голоса или решение."
	return null
}

/** The votes of a decision: the counted ones, or unanimous if none were entered. */
export const votesOf = (ballot: Ballot, counted: Votes | null): Votes => counted ?? unanimous(ballot)

/** «за — 6, против — 1, воздержались — 0» */
export const votesWords = ({ votesFor, votesAgainst, votesAbstained }: Votes): string =>
	`за — ${votesFor}, против — ${votesAgainst}, воздержались — ${votesAbstained}`
