import { documentForms } from "../../forms.ts"
import type { TemplateLine } from "../template-lines.ts"

const bare = (text: string) => (text.match(/\p{L}+/gu) ?? []).join(" ").toLocaleLowerCase("ru-RU")
/** A phrase of fewer letters, one or two words, may occur in any paper. */
const LEAST_LETTERS = 9

/** What a form prints in every paper: the words between its tags. */
function sayingsOf(lines: readonly TemplateLine[]): Set<string> {
	const words = lines
		.filter(({ place }) => place !== "в свойствах документа")
		.flatMap(({ text }) => text.split(/\{[^{}]*\}/).map(bare))
	return new Set(words.filter((one) => one.replaceAll(" ", "").length >= LEAST_LETTERS))
}

/**
 * The document must contain more than the first share of the phrases that only the other form has, and less than the second
 * share of those that only the wanted form has. Forms may have most of their words in common.
 */
const MOST_OF_IT = 0.7
const LITTLE_OF_IT = 0.3
const FEWEST_SAYINGS = 2

/**
 * Finds the form that a document really is, filled or not, if it belongs to another form than the one for which it was
 * uploaded.
 * @param originals the lines of the program's own templates, by form
 */
export function otherForm(
	formId: string,
	lines: readonly TemplateLine[],
	originals: ReadonlyMap<string, readonly TemplateLine[]>,
): string | null {
	const text = lines.map((line) => bare(line.text.replace(/\{[^{}]*\}/g, " "))).join(" ")
	const wanted = sayingsOf(originals.get(formId) ?? [])
	const share = (sayings: readonly string[]) =>
		sayings.length === 0 ? 0 : sayings.filter((one) => text.includes(one)).length / sayings.length
	const found = [...originals].flatMap(([id, own]) => {
		const sayings = sayingsOf(own)
		const theirs = [...sayings].filter((one) => !wanted.has(one))
		const ours = [...wanted].filter((one) => !sayings.has(one))
		const isIt = theirs.length >= FEWEST_SAYINGS && share(theirs) > MOST_OF_IT && share(ours) < LITTLE_OF_IT
		return isIt ? [{ id, share: share([...sayings]) }] : []
	})
	return found.sort((a, b) => b.share - a.share)[0]?.id ?? null
}

const titleOf = (id: string) => Object.values(documentForms).find((form) => form.id === id)?.title ?? id

export const sayOtherForm = (found: string, wanted: string) =>
	`это бланк «${titleOf(found)}», а нужен «${titleOf(wanted)}»: загрузите файл на странице того документа, к которому он относится`
