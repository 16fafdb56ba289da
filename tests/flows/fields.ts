import { expect } from "vitest"
import { PATIENCE } from "../setup/patience.ts"
import type { Person } from "./journey.ts"
import { plain } from "./papers.ts"

/** The error stands at its field and is read out with it. */
export async function findsFault(person: Person, label: string, words: string): Promise<void> {
	const field = person.page.getByLabel(label, { exact: true })
	const told = () =>
		field.evaluate((control) => {
			const notes = (control.getAttribute("aria-describedby") ?? "").split(" ")
			const described = notes.map((id) => document.getElementById(id)?.textContent ?? "").join(" ")
			return `${control.getAttribute("aria-invalid")}: ${described}`
		})
	await expect.poll(async () => plain(await told()), PATIENCE).toMatch(/^true:/)
	await expect.poll(async () => plain(await told()), PATIENCE).toContain(words)
}

/** Chooses from lists by their labels and the words of the answers. */
export async function select(person: Person, answers: Readonly<Record<string, string>>): Promise<void> {
	for (const [label, answer] of Object.entries(answers))
		await person.page.getByLabel(label, { exact: true }).selectOption({ label: answer })
}

/** Types into fields by their labels, in the order given. */
export async function type(person: Person, answers: Readonly<Record<string, string>>): Promise<void> {
	for (const [label, answer] of Object.entries(answers)) await person.fill(label, answer)
}

/** What stands in the fields now. */
export async function typed(person: Person, labels: readonly string[]): Promise<Record<string, string>> {
	const values = await Promise.all(
		labels.map(async (label) => [label, await person.page.getByLabel(label, { exact: true }).inputValue()]),
	)
	return Object.fromEntries(values)
}
