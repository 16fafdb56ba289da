export const ORGANISATION_KINDS = [
	"school",
	"kindergarten",
	"additional",
	"vocational",
	"special",
	"other",
] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/** What the rules read. Dates are civil dates. «The position» is the one that the application names. */
export interface RulebookFacts {
	claimed: "first" | "highest"
	current: {
		category: "none" | "first" | "highest"
		setOn: string | null
		endsOn: string | null
		indefinite: boolean
	}
	/** True if the teacher has had a category before, even an expired one. */
	everHeld: boolean
	/** True if the current category was granted for the position of the application. */
	samePosition: boolean
	/** When первая was granted for the position, or null if it was not or the date is unknown. */
	firstSetOn: string | null
	positionCode: string
	organisationKind: OrganisationKind
	/** The last refusal for this position: its day and the refused category. */
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
