import { z } from "zod"
import { text } from "../form.ts"

/** Data about the sender that every letter accepts. Without it the layout uses general words. */
export const signed = {
	/** The person to ask, in the dative with a preposition, after «обратитесь»: «к координатору Петровой Анне Олеговне, …». */
	contact: z.string().nullish(),
	centreName: z.string().nullish(),
}

/** The addressee: first name and patronymic, and the sex, which decides the ending of «Уважаемая». */
export const recipient = {
	recipientName: z.string().nullish(),
	recipientSex: z.enum(["m", "f", ""]).nullish(),
}

export const url = z.url({ protocol: /^https?$/ })
export const civilDate = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** «Уважаемая Мария Ивановна!», or «Здравствуйте!» if the name or the sex is unknown. */
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

/** A part of the words that is printed only in some cases: «{#remote} … {/remote}». */
export const flag = (description: string) => z.boolean().describe(description)

/** Tags that almost every letter has. */
export const greetingTag = { greeting: text("Обращение: «Уважаемая Мария Ивановна!» или «Здравствуйте!»") }
export const urlTag = { url: text("Адрес страницы, которую открывает кнопка: [Слова на кнопке] {url}") }

/** What an operator or coordinator has done to somebody's account, and why. Letters about it go to the account's owner. */
export const operatorAct = {
	/** Full name, nominative. */
	operator: z.string().min(1),
	reason: z.string().min(1),
	at: z.string().min(1),
	/** Where the owner can look or mend it. */
	url,
}

/** @param reason what the reason says, for the operator who edits the letter */
export const operatorActTags = (reason: string) => ({
	...greetingTag,
	...urlTag,
	operator: text("Фамилия, имя и отчество того, кто это сделал"),
	reason: text(reason),
	at: text("Когда это было"),
})

export const operatorActSample = {
	recipientName: "Мария Ивановна",
	recipientSex: "f",
	operator: "Примеров Пётр Ильич",
	at: "8 октября 2026 г., 09:00",
} as const
