import { DomainError } from "#app/utils/errors.ts"
import { tidyCount } from "#app/utils/typed/count.ts"
import { tidyName } from "#app/utils/typed/name.ts"

/**
 * Two tabs, or a computer and a phone, can change one answer at the same moment. Each page sends short marks of the answers that
 * it last received. Under the lock, the server compares them with its own answers and replaces no answer that the page has never
 * seen.
 */

const NAMES: readonly string[] = ["surname", "name", "patronymic"]
const COUNTS: readonly string[] = [
	"educationYear",
	"experienceTotal",
	"experienceTeaching",
	"experiencePosition",
	"experienceOrganisation",
	"annexPages",
]

/** Answers that people choose. Their stored form is a code, which no page shows. */
const CHOSEN: readonly string[] = [
	"sex",
	"engagementId",
	"currentCategory",
	"currentTerm",
	"heldBefore",
	"claimedCategory",
	"attestationForm",
	"presence",
	"procedure",
	"groundCode",
]

/** The answer as the draft stores it. The schema of the draft does the same. */
function asStored(field: string, text: string): string {
	const trimmed = text.replaceAll("\r\n", "\n").trim()
	return NAMES.includes(field) ? tidyName(trimmed) : COUNTS.includes(field) ? tidyCount(trimmed) : trimmed
}

/** The hash «cyrb53» in the public domain: short, fast and the same in every browser. It protects from accidents, not from people. */
export function markOf(field: string, text: string): string {
	let one = 0xdeadbeef
	let other = 0x41c6ce57
	for (const unit of asStored(field, text).split("")) {
		const code = unit.charCodeAt(0)
		one = Math.imul(one ^ code, 2654435761)
		other = Math.imul(other ^ code, 1597334677)
	}
	one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909)
	other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
	return (4294967296 * (2097151 & other) + (one >>> 0)).toString(36)
}

/** The marks of the texts that the server may hold, by field. */
export type Known = Readonly<Record<string, readonly string[]>>

/** As a form sends it: «surname:1a.2b,name:3c». */
export const knownInWords = (known: Known): string =>
	Object.entries(known)
		.map(([field, marks]) => `${field}:${[...new Set(marks)].join(".")}`)
		.join(",")

/** Reads what a form has sent. A field without marks is not compared. */
export const knownFrom = (sent: string): Known =>
	Object.fromEntries(
		sent
			.split(",")
			.map((one) => one.split(":"))
			.flatMap(([field, marks]) => (field && marks ? [[field, marks.split(".")] as const] : [])),
	)

type Answers = Readonly<Record<string, string | undefined>>

/** What a page with these answers knows. */
export const knownOf = (form: Answers, fields: readonly string[]): string =>
	knownInWords(Object.fromEntries(fields.map((field) => [field, [markOf(field, form[field] ?? "")]])))

/**
 * The sent answers without those that the person has left as the page showed them while somebody else changed them.
 * @throws DomainError stale with the other answer at each field that both have changed
 */
export function reconcileAnswers<Sent extends Answers>(stored: Answers, sent: Sent, known: Known): Sent {
	const kept: Record<string, string | undefined> = {}
	const conflicts: Record<string, string> = {}
	for (const [field, text = ""] of Object.entries(sent)) {
		const marks = known[field]
		const [mine, theirs] = [markOf(field, text), markOf(field, stored[field] ?? "")]
		if (!marks || mine === theirs || marks.includes(theirs)) kept[field] = text
		else if (!marks.includes(mine)) conflicts[field] = conflictWords(field, stored[field] ?? "")
	}
	if (Object.keys(conflicts).length > 0)
		throw new DomainError(
			"stale",
			"Ответ одновременно изменён в другом окне, поэтому здесь не сохранён. Проверьте оба и сохраните ещё раз.",
			{ fields: conflicts },
		)
	return kept as Sent
}

function conflictWords(field: string, theirs: string): string {
	if (CHOSEN.includes(field))
		return "В другом окне выбран другой ответ. Здесь отмечен Ваш: если он верен, сохраните ещё раз."
	const there = theirs ? `«${theirs}»` : "пусто"
	return `В другом окне сохранено: ${there}. Здесь то, что Вы написали сейчас: оставьте нужное и сохраните ещё раз.`
}
