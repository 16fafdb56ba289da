/** A rule that blocks an event. Pages link to its text. */
export interface RuleMention {
	/** The id of the rule. */
	rule: string
	/** The day whose rules were applied. */
	date: string
	/** «На высшую без категории, п. 30, приказ …» */
	words: string
}
