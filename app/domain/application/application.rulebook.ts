import { paths } from "#app/utils/paths.ts"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import { type Finding, type RulebookFacts, sourceWords } from "#machines/rulebook/index.ts"
import type { FormDraft } from "./form/application.form.ts"
import type { RulebookHistory } from "./rulebook-history.sql.server.ts"

interface Known extends RulebookHistory {
	positionCode: string
	organisationKind: string
}

/** The facts that the rulebook reads, from the draft and from the database; null until a category is claimed. */
export function rulebookFactsOf(draft: FormDraft, known: Known): RulebookFacts | null {
	if (!draft.claimedCategory) return null
	const current = draft.currentCategory || "none"
	const setOn = parseTypedDate(draft.currentSetOn ?? "")
	const categories = known.categories ?? []
	const first = categories.find(
		({ category, positionCode }) => category === "first" && positionCode === known.positionCode,
	)
	return {
		claimed: draft.claimedCategory,
		current: {
			category: current,
			setOn,
			endsOn: draft.currentTerm === "dated" ? parseTypedDate(draft.currentEndsOn ?? "") : null,
			indefinite: draft.currentTerm === "indefinite",
		},
		everHeld: current !== "none" || draft.heldBefore === "yes" || categories.length > 0,
		// The form asks for the category in the same position, so the answer always refers to it.
		samePosition: current !== "none",
		firstSetOn: current === "first" ? setOn : (first?.setOn ?? null),
		positionCode: known.positionCode,
		organisationKind: known.organisationKind as RulebookFacts["organisationKind"],
		refusedOn: known.refusal?.on ?? null,
		refusedCategory: known.refusal?.category ?? null,
	}
}

/** The rule behind a finding: its source, and the page that explains it as it was on the day of the finding. */
export interface FindingSource {
	words: string
	to: string
}

/** The same rule where several are listed, so with its name. */
export const ruleMention = (
	finding: Pick<Finding, "code" | "title" | "item" | "order" | "date">,
): RuleMention => ({
	rule: finding.code,
	date: finding.date,
	words: `${finding.title}, ${sourceWords(finding)}`,
})

export const ruleSource = (finding: Pick<Finding, "code" | "item" | "order" | "date">): FindingSource => ({
	words: sourceWords(finding),
	to: paths.rules({ date: finding.date, rule: finding.code }),
})
