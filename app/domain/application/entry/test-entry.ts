import type { TakeOverForm } from "./entry.schema.ts"

// What coordinators and teachers type about an application on paper, from which its tests start.

/** The form of an application of a kindergarten teacher. It still needs an organisation. */
export const typedEntry = (changes: Record<string, string>) => ({
	source: "paper",
	surname: "Бумажная",
	name: "Анна",
	patronymic: "Петровна",
	positionCode: "vospitatel",
	mobilePhone: "",
	email: "",
	currentCategory: "first",
	currentEndsOn: "01.12.2026",
	claimedCategory: "highest",
	attestationForm: "in_person",
	presence: "absent",
	procedure: "general",
	...changes,
})

/** The account of a teacher who takes an application over and has none yet. */
export const newAccount = (username: string): TakeOverForm => ({
	username,
	password: "dolgij-parol-17",
	mobilePhone: "+7 913 000-00-01",
	email: `${username}@example.org`,
	emailAgain: `${username}@example.org`,
	consent: "on",
})
