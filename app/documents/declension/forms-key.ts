/** Identifies the forms that their owner saw with the question. If the same forms are sent again, the owner means them. */
export const formsKey = (forms: {
	genitive?: string | undefined
	dative?: string | undefined
	accusative?: string | undefined
}): string =>
	[forms.genitive, forms.dative, forms.accusative]
		.map((form) => (form ?? "").trim().replace(/\s+/g, " "))
		.join(" / ")
