import { z } from "zod"

/** What any letter may be told about its sender; the layout has general words where it is not. */
export const signed = {
	/** Whom to ask, after «обратитесь»: dative with its preposition, «к координатору Петровой Анне Олеговне, …». */
	contact: z.string().nullish(),
	centreName: z.string().nullish(),
}

/** Whom the letter greets: first name and patronymic, and the sex that «Уважаемая» depends on. */
export const recipient = {
	recipientName: z.string().nullish(),
	recipientSex: z.enum(["m", "f", ""]).nullish(),
}

export const url = z.url({ protocol: /^https?$/ })
export const civilDate = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** «Уважаемая Мария Ивановна!», or «Здравствуйте!» where the name or the sex is not known. */
export function greeting({
	recipientName,
	recipientSex,
}: {
	recipientName?: string | null
	recipientSex?: "m" | "f" | "" | null
}): string {
	if (!recipientName || !recipientSex) return "Здравствуйте!"
	return `${recipientSex === "f" ? "Уважаемая" : "Уважаемый"} ${recipientName}!`
}
