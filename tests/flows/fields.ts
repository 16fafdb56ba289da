import { expect } from "vitest"
import { PATIENCE } from "../setup/patience.ts"
import type { Person } from "./journey.ts"
import { plain } from "./papers.ts"

/** Expects the error at its field, in the text that screen readers announce with the field. */
export async function findsFault(person: Person, label: string, words: string): Promise<void> {
	const field = person.page.getByLabel(label, { exact: true })
	const described = () =>
		field.evaluate((control) => {
			const notes = (control.getAttribute("aria-describedby") ?? "").split(" ")
			const described = notes.map((id) => document.getElementById(id)?.textContent ?? "").join(" ")
			return `${control.getAttribute("aria-invalid")}: ${described}`
		})
	await expect.poll(async () => plain(await described()), PATIENCE).toMatch(/^true:/)
	await expect.poll(async () => plain(await described()), PATIENCE).toContain(words)
}

/** Chooses answers in lists, by the labels of the lists. */
export async function select(person: Person, answers: Readonly<Record<string, string>>): Promise<void> {
	for (const [label, answer] of Object.entries(answers))
		await person.page.getByLabel(label, { exact: true }).selectOption({ label: answer })
}

/** Types into fields by their labels, in the given order. */
export async function type(person: Person, answers: Readonly<Record<string, string>>): Promise<void> {
	for (const [label, answer] of Object.entries(answers)) await person.fill(label, answer)
}

export async function typed(person: Person, labels: readonly string[]): Promise<Record<string, string>> {
	const values = await Promise.all(
		labels.map(async (label) => [label, await person.page.getByLabel(label, { exact: true }).inputValue()]),
	)
	return Object.fromEntries(values)
}
