import { documentForms } from "../../forms.ts"
import type { TemplateLine } from "../template-lines.ts"

const bare = (text: string) => (text.match(/\p{L}+/gu) ?? []).join(" ").toLocaleLowerCase("ru-RU")
/** A word or two may stand in any paper. */
const LEAST_LETTERS = 9

/** What a form says in every paper: the words between its tags. */
function sayingsOf(lines: readonly TemplateLine[]): Set<string> {
	const words = lines
		.filter(({ place }) => place !== "в свойствах документа")
		.flatMap(({ text }) => text.split(/\{[^{}]*\}/).map(bare))
	return new Set(words.filter((one) => one.replaceAll(" ", "").length >= LEAST_LETTERS))
}

/** So much of what only the other form says, and so little of what only the wanted one does: forms may share most of their words. */
const MOST_OF_IT = 0.7
const LITTLE_OF_IT = 0.3
const FEWEST_SAYINGS = 2

/**
 * The form that a document really is, filled or not, when it is another one of the house than it was uploaded for.
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
