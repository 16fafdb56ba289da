/** Reads and writes the answers in a form of the page. */

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** One text for each question. Ticked values of one question are separated by commas. */
export type Answers = Record<string, string>

const UNTYPED = new Set(["hidden", "password", "file", "submit", "button"])

const controlsOf = (form: HTMLFormElement): Control[] =>
	[...form.elements].filter(
		(one): one is Control =>
			(one instanceof HTMLInputElement ||
				one instanceof HTMLSelectElement ||
				one instanceof HTMLTextAreaElement) &&
			one.name !== "" &&
			!UNTYPED.has(one.type),
	)

const isTicked = (control: Control): control is HTMLInputElement =>
	control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")

export const answersOf = (form: HTMLFormElement) =>
	controlsOf(form)
		.filter((control) => (isTicked(control) ? control.checked : control.value !== ""))
		.map(({ name, value }): [string, string] => [name, value])

function gathered(form: HTMLFormElement, answer: (control: Control) => string | null): Answers {
	const answers: Record<string, string[]> = {}
	for (const control of controlsOf(form)) {
		const value = answer(control)
		answers[control.name] = [...(answers[control.name] ?? []), ...(value === null ? [] : [value])]
	}
	return Object.fromEntries(Object.entries(answers).map(([name, values]) => [name, values.join(",")]))
}

/** The current answers in the form. */
export const standingIn = (form: HTMLFormElement): Answers =>
	gathered(form, (control) => (isTicked(control) && !control.checked ? null : control.value))

/** The answers that the server put into the form. */
export const givenTo = (form: HTMLFormElement): Answers =>
	gathered(form, (control) => {
		if (isTicked(control)) return control.defaultChecked ? control.value : null
		if (!(control instanceof HTMLSelectElement)) return control.defaultValue
		return [...control.options].find((option) => option.defaultSelected)?.value ?? ""
	})

export function putIn(form: HTMLFormElement, answers: Answers): void {
	for (const control of controlsOf(form)) {
		const answer = answers[control.name]
		if (answer === undefined) continue
		if (isTicked(control)) control.checked = answer.split(",").includes(control.value)
		else control.value = answer
		control.dispatchEvent(new Event("change", { bubbles: true }))
	}
}

/** Line ends and outer spaces do not count: the server normalises them. */
const same = (one: string, other: string) =>
	one.replaceAll("\r\n", "\n").trim() === other.replaceAll("\r\n", "\n").trim()

/** The answers that differ from the known ones. */
export const changed = (answers: Answers, from: Answers): Answers =>
	Object.fromEntries(Object.entries(answers).filter(([name, text]) => !same(text, from[name] ?? "")))

/**
 * Compares typed answers, which may not be saved, with a page that was loaded again. If the server still has a text that
 * was known during typing, the typed answer is newer (`back`). If it has another text, somebody has changed it meanwhile
 * (`apart`).
 */
export function reconciled(
	typed: Answers,
	known: Readonly<Record<string, readonly string[]>>,
	given: Answers,
): { back: Answers; apart: Answers } {
	const back: Answers = {}
	const apart: Answers = {}
	for (const [name, text] of Object.entries(typed)) {
		const there = given[name]
		if (there === undefined || same(text, there)) continue
		if ((known[name] ?? []).some((one) => same(one, there))) back[name] = text
		else apart[name] = text
	}
	return { back, apart }
}

/** A question and its answer in the words of the page. */
export function inWords(form: HTMLFormElement, name: string, answer: string): [string, string] {
	const own = controlsOf(form).filter((control) => control.name === name)
	const labelled = (control: Control | undefined) => control?.labels?.[0]?.innerText.trim() ?? ""
	const first = own[0]
	if (!first || !isTicked(first)) return [labelled(first), answer]
	const question = first.closest("fieldset")?.querySelector("legend")?.innerText.trim() ?? ""
	const words = own.filter(({ value }) => answer.split(",").includes(value)).map(labelled)
	return [question, words.map((word) => word.split("\n")[0]).join(", ")]
}

export function actOf(form: HTMLFormElement): string {
	const data = new FormData(form)
	return String(data.get("event") ?? data.get("intent") ?? "")
}

/** Puts the fields back into the form for this act. @returns false if the page has no such form */
export function putBack(act: string, fields: [name: string, value: string][]): boolean {
	const form = [...document.querySelectorAll<HTMLFormElement>("main form")].find(
		(one) => one.method === "post" && actOf(one) === act && fields.every(([name]) => name in one.elements),
	)
	if (!form) return false
	form.closest("details")?.setAttribute("open", "")
	const answers = Object.fromEntries(controlsOf(form).map(({ name }) => [name, ""]))
	for (const [name, value] of fields) answers[name] = answers[name] ? `${answers[name]},${value}` : value
	putIn(form, answers)
	// The autosave of a form listens to this event.
	form
		.querySelector("input:not([type=hidden]), textarea, select")
		?.dispatchEvent(new Event("input", { bubbles: true }))
	return true
}
