/** The forms as their owner saw them beside the question. Sent again unchanged, they are what the owner means. */
export const formsKey = (forms: {
	genitive?: string | undefined
	dative?: string | undefined
	accusative?: string | undefined
}): string =>
	[forms.genitive, forms.dative, forms.accusative]
		.map((form) => (form ?? "").trim().replace(/\s+/g, " "))
		.join(" / ")
