import { cleanName } from "../readable-name.ts"

/** How often each letter occurs in Russian, in thousandths. */
const FREQUENCY: ReadonlyMap<string, number> = new Map(
	Object.entries({
		о: 110,
		е: 85,
		а: 80,
		и: 74,
		н: 67,
		т: 63,
		с: 55,
		р: 47,
		в: 45,
		л: 44,
		к: 35,
		м: 32,
		д: 30,
		п: 28,
		у: 26,
		я: 20,
		ы: 19,
		ь: 17,
		г: 17,
		з: 16,
		б: 16,
		ч: 14,
		й: 12,
		х: 10,
		ж: 9,
		ш: 7,
		ю: 6,
		ц: 5,
		щ: 4,
		э: 3,
		ф: 3,
		ё: 2,
		ъ: 1,
	}),
)
/** The score of a character that no file name contains: a box-drawing character, a letter of another alphabet. */
const STRANGE = -12

const PLAIN = /[\x20-\x7e№«»…–—\u00a0]/

/** How much a text looks like a Russian name: the likelihood of its letters, and of capitals where they belong. */
function likelihood(text: string): number {
	let sum = 0
	let previous = ""
	for (const sign of text) {
		const lower = sign.toLowerCase()
		const frequency = FREQUENCY.get(lower)
		if (frequency !== undefined) {
			sum += Math.log(frequency) - 2
			const afterSmall = previous !== "" && previous === previous.toLowerCase() && FREQUENCY.has(previous)
			if (sign !== lower && afterSmall) sum -= 4
			// No Russian word begins with these.
			if ("ьъы".includes(lower) && !FREQUENCY.has(previous.toLowerCase())) sum -= 6
		} else if (!PLAIN.test(sign)) sum += STRANGE
		previous = sign
	}
	return sum
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
/** The code page of DOS, which Windows uses for archives, and that of Windows, which other programs use. */
const CODE_PAGES = ["ibm866", "windows-1251"].map((label) => new TextDecoder(label))

function decodeUtf8(bytes: Uint8Array): string | null {
	try {
		return UTF8.decode(bytes)
	} catch {
		return null
	}
}

/**
 * Restores the names of an archive's entries. Few archives say which encoding they use, and some say it wrongly. One
 * program packed all entries, so their names are judged together.
 */
export function decodeNames(raw: readonly Uint8Array[]): string[] {
	const texts = raw.map(decodeUtf8)
	const page = CODE_PAGES.map((decoder) => {
		const undecided = raw.filter((_, index) => texts[index] === null).map((bytes) => decoder.decode(bytes))
		return { decoder, likely: undecided.reduce((sum, name) => sum + likelihood(name), 0) }
	}).reduce((best, one) => (one.likely > best.likely ? one : best))
	return raw.map((bytes, index) => texts[index] ?? page.decoder.decode(bytes))
}

/** Path inside the archive with `/`, without invisible characters. */
export const cleanPath = (name: string) => name.replaceAll("\\", "/").split("/").map(cleanName).join("/")

/** Whether a name leads out of the folder into which it is unpacked, either as it was sent or without invisible characters. */
export const leavesFolder = (name: string) =>
	[name, cleanPath(name)].some(
		(one) =>
			/^[/\\]/.test(one) ||
			/^[a-z]:/i.test(one) ||
			one.includes("\0") ||
			one.split(/[/\\]/).some((step) => step.trim() === ".."),
	)
