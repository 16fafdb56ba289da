/** What the rules read. Dates are civil dates; «the position» is the one that the application names. */
export interface RulebookFacts {
	claimed: "first" | "highest"
	current: {
		category: "none" | "first" | "highest"
		setOn: string | null
		endsOn: string | null
		indefinite: boolean
	}
	/** The teacher has had a category before, perhaps an expired one. */
	everHeld: boolean
	/** The present category was granted for the position of the application. */
	samePosition: boolean
	/** When первая was granted for the position, if it was and the date is known. */
	firstSetOn: string | null
	positionCode: string
	organisationKind: "school" | "kindergarten" | "additional" | "vocational" | "special" | "other"
	/** The last refusal for this position: its day and the category that was refused. */
	refusedOn: string | null
	refusedCategory: "first" | "highest" | null
}

/** The facts in the words of the help. */
export const FACT_WORDS: Readonly<Record<keyof RulebookFacts, string>> = {
	claimed: "заявленная категория",
	current: "имеющаяся категория и её срок",
	everHeld: "была ли категория раньше",
	samePosition: "та же ли должность",
	firstSetOn: "когда установлена первая категория",
	positionCode: "должность",
	organisationKind: "вид организации",
	refusedOn: "когда было отказано",
	refusedCategory: "в какой категории отказано",
}
