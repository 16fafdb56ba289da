/** Digits and capital letters that people do not confuse on paper: no I, L, O and U (Crockford's base 32). */
const CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/**
 * The forms with a code on every sheet, with their letter in the code. People sign these and hand them in, so a scanned
 * sheet must lead back to its row. Papers that the office signs and gives away (notices, journals, agenda, protocol, order,
 * extract) are never returned. Schedules and the help sheet are not signed.
 */
export const PAPER_KINDS = {
	application: "A",
	annex: "B",
	withdrawal: "C",
	conclusion: "D",
	consent: "E",
	"expert-contract": "F",
} as const
export type PaperKind = keyof typeof PAPER_KINDS

/** The name of the paper in the line next to the square. */
export const PAPER_NAMES: Readonly<Record<PaperKind, string>> = {
	application: "Заявление",
	annex: "Приложение к заявлению",
	withdrawal: "Отзыв заявления",
	conclusion: "Итоговое заключение",
	consent: "Согласие",
	"expert-contract": "Данные для договора",
}

export const carriesCode = (formId: string): formId is PaperKind => Object.hasOwn(PAPER_KINDS, formId)

/** The content of the square on every sheet. It contains no personal data: only our database knows whose paper it is. */
export interface SheetCode {
	/** A random id of the application, the withdrawal or the person: eight characters of the alphabet. */
	paperId: string
	kind: PaperKind
	/** Number of the printed revision, edition or half-year. 0 before the first. */
	version: number
	hash: string
}

/**
 * The place of a sheet in its paper, as far as every word processor knows it: the first page, even pages and odd pages have
 * separate footers. Unlike the page number's bar code it needs no font.
 */
export type SheetPlace = "first" | "even" | "odd"

/** A smaller square next to each signature line says which line it is. */
export interface SignatureCode {
	paperId: string
	/** Null for older prints, when these squares did not name the kind of paper. */
	kind: PaperKind | null
	/** 1 to 9, in the order of the form. */
	line: number
}

/** The second letter of a sheet's code. «T» means that the sheet's place is unknown. */
const PLACES: Readonly<Record<SheetPlace | "unknown", string>> = {
	unknown: "T",
	first: "1",
	even: "2",
	odd: "3",
}
const ID_LENGTH = 8
const HASH_LENGTH = 3
const MAX_VERSION = 32 ** 2 - 1
const LETTERS: Readonly<Record<string, PaperKind>> = Object.fromEntries(
	Object.entries(PAPER_KINDS).map(([kind, letter]) => [letter, kind as PaperKind]),
)
const SHEET = new RegExp(
	`^A([${Object.values(PLACES).join("")}])([${CODE_ALPHABET}]{${ID_LENGTH}})([${Object.values(PAPER_KINDS).join("")}])([${CODE_ALPHABET}]{2})([${CODE_ALPHABET}]{${HASH_LENGTH}})$`,
)
const SIGNATURE = new RegExp(`^S([${CODE_ALPHABET}]{${ID_LENGTH}})([1-9A-Z])$`)
/**
 * The last character of a signature's code: one letter for line and kind together, for three lines of each kind. The square
 * has no room for more, so a further line has only its digit.
 */
const LINE_LETTERS = CODE_ALPHABET.slice(10)
const LETTERED_LINES = 3
const KINDS = Object.keys(PAPER_KINDS) as PaperKind[]

/** Sixteen characters: the most that the smallest QR code holds if a quarter of it may be damaged. */
export function writeSheetCode(
	{ paperId, kind, version, hash }: SheetCode,
	place: SheetPlace | null = null,
): string {
	const number = Math.min(version, MAX_VERSION)
	const digits = `${CODE_ALPHABET[number >> 5] ?? ""}${CODE_ALPHABET[number & 31] ?? ""}`
	return `A${PLACES[place ?? "unknown"]}${paperId}${PAPER_KINDS[kind]}${digits}${hash}`
}

/** Null for a code that is not ours, such as one of a shop, a bank or another system. */
export function parseSheetCode(text: string): SheetCode | null {
	const match = SHEET.exec(text)
	if (!match) return null
	const [, , paperId = "", letter = "", digits = "", hash = ""] = match
	const kind = LETTERS[letter]
	if (!kind) return null
	const version = CODE_ALPHABET.indexOf(digits[0] ?? "") * 32 + CODE_ALPHABET.indexOf(digits[1] ?? "")
	return { paperId, kind, version, hash }
}

/** The place in the code of a sheet, or null if it contains none. */
export function parseSheetPlace(text: string): SheetPlace | null {
	const letter = SHEET.exec(text)?.[1]
	return (["first", "even", "odd"] as const).find((place) => PLACES[place] === letter) ?? null
}

export function writeSignatureCode({ paperId, kind, line }: SignatureCode): string {
	const letter =
		kind && line <= LETTERED_LINES ? LINE_LETTERS[KINDS.indexOf(kind) * LETTERED_LINES + line - 1] : undefined
	return `S${paperId}${letter ?? line}`
}

export function parseSignatureCode(text: string): SignatureCode | null {
	const [, paperId = "", last = ""] = SIGNATURE.exec(text) ?? []
	if (last === "") return null
	if (/\d/.test(last)) return { paperId, kind: null, line: Number(last) }
	const index = LINE_LETTERS.indexOf(last)
	const kind = KINDS[Math.floor(index / LETTERED_LINES)]
	return index >= 0 && kind ? { paperId, kind, line: (index % LETTERED_LINES) + 1 } : null
}

/** The first characters of a hexadecimal hash of the content, in the code's alphabet. */
export const codeHash = (sha256: string) =>
	Array.from(
		{ length: HASH_LENGTH },
		(_, index) => CODE_ALPHABET[Number.parseInt(sha256.slice(index * 2, index * 2 + 2), 16) & 31] ?? "0",
	).join("")

/** In two halves, which are easier to read aloud: «A7K3-9QXB». */
export const readablePaperId = (paperId: string) => `${paperId.slice(0, 4)}-${paperId.slice(4)}`

/** The paper's id on its sheets, derived from the random key of its row (ten hexadecimal digits). */
export function paperIdOf(paperKey: string): string {
	let bits = BigInt(`0x${paperKey}`)
	let id = ""
	for (let at = 0; at < ID_LENGTH; at++) {
		id = `${CODE_ALPHABET[Number(bits & 31n)] ?? ""}${id}`
		bits >>= 5n
	}
	return id
}
