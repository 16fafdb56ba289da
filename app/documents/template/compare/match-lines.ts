import { scanTags } from "../scan-tags.ts"
import { SIGN_PICTURE, type TemplateLine } from "../template-lines.ts"

/** More lines than this are not compared: the largest form has a third of it. */
const MOST_LINES = 1_500
const bare = (text: string) => text.replaceAll(SIGN_PICTURE, "").replace(/\s+/g, " ").trim()
/** A line that holds nothing but the beginning or the end of a part leaves no line on paper. */
const isOnlySection = (text: string) => bare(text.replace(/\{[#^/][^{}]*\}/g, "")) === ""

/**
 * For each line of the program's own template the line that stands in its place in a changed one. Equal lines hold the two texts
 * together; between them a line is found by its words, and one without words by its order.
 */
export function matchLines(
	original: readonly TemplateLine[],
	changed: readonly TemplateLine[],
): Map<TemplateLine, TemplateLine> {
	const olds = original.filter(({ text }) => !isOnlySection(text))
	const news = changed.filter(({ text }) => bare(text) !== "")
	const found = new Map<TemplateLine, TemplateLine>()
	if (olds.length > MOST_LINES || news.length > MOST_LINES) return found
	let [fromOld, fromNew] = [0, 0]
	for (const [old, now] of [...equalLines(olds, news), [olds.length, news.length] as const]) {
		matchGap(olds.slice(fromOld, old), news.slice(fromNew, now), found)
		const [same, other] = [olds[old], news[now]]
		if (same && other) found.set(same, other)
		fromOld = old + 1
		fromNew = now + 1
	}
	return found
}

/** The longest common subsequence, as pairs of places. */
function equalLines(a: readonly TemplateLine[], b: readonly TemplateLine[]): [number, number][] {
	const [left, right] = [a.map(({ text }) => bare(text)), b.map(({ text }) => bare(text))]
	const width = right.length + 1
	const lengths = new Uint16Array((left.length + 1) * width)
	for (let i = left.length - 1; i >= 0; i--)
		for (let j = right.length - 1; j >= 0; j--)
			lengths[i * width + j] =
				left[i] === right[j]
					? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
					: Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
	const pairs: [number, number][] = []
	for (let i = 0, j = 0; i < left.length && j < right.length; )
		if (left[i] === right[j]) pairs.push([i++, j++])
		else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++
		else j++
	return pairs
}

function matchGap(
	olds: readonly TemplateLine[],
	news: readonly TemplateLine[],
	found: Map<TemplateLine, TemplateLine>,
) {
	const [first, ...rest] = olds
	if (!first || news.length === 0) return
	const byWords = news.findIndex((now) => resembles(first, now))
	if (byWords >= 0) {
		const match = news[byWords]
		if (match) found.set(first, match)
		matchGap(rest, news.slice(byWords + 1), found)
		return
	}
	// Nothing but tags: what stands at the same place and is no line of its own any more.
	const [now, ...others] = news
	const isWordless = words(first.text).length === 0
	if (isWordless && now && scanTags([now]).tags.length === 0 && !rest.some((old) => resembles(old, now))) {
		found.set(first, now)
		matchGap(rest, others, found)
	} else matchGap(rest, news, found)
}

const words = (text: string): string[] => text.replace(/\{[^{}]*\}/g, " ").match(/\p{L}{2,}/gu) ?? []

/** Most words of the old text stand in the new one, in their order. */
export function resembles(old: { text: string }, now: { text: string }): boolean {
	const wanted = words(old.text)
	if (wanted.length === 0) return false
	const shown = words(now.text)
	let at = 0
	let kept = 0
	for (const word of wanted) {
		const place = shown.indexOf(word, at)
		if (place < 0) continue
		kept++
		at = place + 1
	}
	return kept / wanted.length > 0.5
}

/**
 * The words that stand in the place of a tag in a line that has lost it: what is between the words that surrounded the tag.
 * Empty when nothing does.
 */
export function wordsInPlace(old: TemplateLine, at: number, length: number, now: TemplateLine): string {
	const literals = (text: string) =>
		text
			.split(/\{[^{}]*\}/)
			.map(bare)
			.filter(Boolean)
	const before = literals(old.text.slice(0, at)).at(-1) ?? ""
	const after = literals(old.text.slice(at + length))[0] ?? ""
	const text = bare(now.text)
	const start = before ? text.indexOf(before) : 0
	// «В {commission}» may become «Министру образования»: a line of tags alone is replaced as a whole.
	if (start < 0 && words(old.text).length > 0) return ""
	const from = start < 0 ? 0 : start + before.length
	// A comma alone may stand anywhere in the words themselves.
	const end = after && /\p{L}/u.test(after) ? text.indexOf(after, from) : after ? text.lastIndexOf(after) : -1
	const [inPlace = ""] = text.slice(from, end >= from ? end : undefined).split("{")
	const shown = inPlace.replace(/^[\s,.;:«»()]+|[\s,.;:«(]{1,40}$/g, "")
	return /[\p{L}\d]/u.test(shown) ? shown : ""
}
