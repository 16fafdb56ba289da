// The words of a letter: plain text with named tags, written as in a Word template. `{name}` prints a value. `{#name} …
// {/name}` is printed if there is a value, and for a list once for each row. `{^name} … {/name}` is printed if there is
// none. In the body an empty line starts a new paragraph, «> » a quotation, and a line «[Words] {url}» is a button.

/** A paragraph, a quotation of a person's own words, or a button of the letter. */
export type Block = string | { quote: string } | { button: string; url: string }

export interface Words {
	subject: string
	body: string
}

export type Piece =
	| { kind: "text"; text: string }
	| { kind: "tag"; name: string; line: number }
	| { kind: "part"; name: string; line: number; inverted: boolean; inner: Piece[] }

/** A mistake in the notation of tags. The names are those of docxtemplater for the same mistakes in Word. */
export interface TagFault {
	id:
		| "unopened_tag"
		| "unclosed_tag"
		| "duplicate_open_tag"
		| "duplicate_close_tag"
		| "unopened_loop"
		| "unclosed_loop"
		| "closing_tag_does_not_match_opening_tag"
	tag: string
	line: number
}

interface OpenPart {
	name: string
	line: number
	inverted: boolean
	inner: Piece[]
}

/** Reads tags and parts. If a part is not closed properly, that is a fault, and the pieces are useless. */
export function readWords(text: string): { pieces: Piece[]; faults: TagFault[] } {
	const faults: TagFault[] = []
	const open: OpenPart[] = []
	const pieces: Piece[] = []
	const put = (piece: Piece) => (open.at(-1)?.inner ?? pieces).push(piece)
	const fault = (id: TagFault["id"], tag: string, line: number) => faults.push({ id, tag, line })
	let line = 1
	for (const { 0: token, index } of text.matchAll(/\{\{+|\}\}+|\{[^{}\n]*\}|[{}]|[^{}]+/gu)) {
		if (token === "{") fault("unclosed_tag", beside(text.slice(index + 1)), line)
		else if (token.startsWith("{{"))
			fault("duplicate_open_tag", beside(text.slice(index + token.length)), line)
		else if (token.startsWith("}}"))
			fault("duplicate_close_tag", beside(text.slice(0, index), "before"), line)
		else if (token === "}") fault("unopened_tag", beside(text.slice(0, index), "before"), line)
		else if (!token.startsWith("{")) put({ kind: "text", text: token })
		else {
			const inside = token.slice(1, -1).trim()
			const [sign = ""] = /^[#^/]/u.exec(inside) ?? []
			const name = inside.slice(sign.length).trim()
			if (sign === "") put({ kind: "tag", name, line })
			else if (sign !== "/") open.push({ name, line, inverted: sign === "^", inner: [] })
			else {
				const part = open.pop()
				if (!part) fault("unopened_loop", name, line)
				else if (name !== "" && name !== part.name)
					fault("closing_tag_does_not_match_opening_tag", `${part.name} … ${name}`, line)
				else put({ kind: "part", ...part })
			}
		}
		line += token.split("\n").length - 1
	}
	for (const { name, line } of open) fault("unclosed_loop", name, line)
	return { pieces, faults }
}

/** The nearest words on the same line, to help the operator find a stray brace. */
function beside(text: string, side: "before" | "after" = "after"): string {
	const words = side === "after" ? (text.split("\n")[0] ?? "") : (text.split("\n").at(-1) ?? "")
	return (side === "after" ? words.slice(0, 20) : words.slice(-20)).trim()
}

type Values = Readonly<Record<string, unknown>>

const isEmpty = (value: unknown): boolean =>
	value === null || value === undefined || value === "" || value === false || isEmptyList(value)
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

const isValues = (value: unknown): value is Values => typeof value === "object" && value !== null

/** A name is looked up in the row first, then in what surrounds it. */
const lookUp = (name: string, scopes: readonly Values[]): unknown =>
	scopes.find((scope) => Object.hasOwn(scope, name))?.[name]

function fill(pieces: readonly Piece[], scopes: readonly Values[]): string {
	return pieces
		.map((piece) => {
			if (piece.kind === "text") return piece.text
			const value = lookUp(piece.name, scopes)
			if (piece.kind === "tag") return isEmpty(value) ? "" : printable(String(value))
			if (piece.inverted) return isEmpty(value) ? fill(piece.inner, scopes) : ""
			if (isEmpty(value)) return ""
			if (Array.isArray(value))
				return value.map((row) => fill(piece.inner, isValues(row) ? [row, ...scopes] : scopes)).join("")
			return fill(piece.inner, isValues(value) ? [value, ...scopes] : scopes)
		})
		.join("")
}

// Marks for paragraphs. They are inserted before the values, and all control characters are removed from values. So typed
// text can neither end a paragraph nor become a button.
const BREAK = "\u001e"
const BUTTON = "\u0001"
const QUOTE = "\u0002"

/** Removes control characters except line breaks. */
export const printable = (text: string): string =>
	text.replace(/\r\n?/gu, "\n").replace(/(?!\n)\p{Cc}/gu, " ")

const BUTTON_LINE = /^\[(.+)\]\s*\{\s*url\s*\}$/u
const ONLY_PARTS = /^(\{\s*[#^/][^{}]*\}\s*)+$/u

/** Whether the line becomes a button. */
export const isButton = (line: string): boolean => BUTTON_LINE.test(line.trim())

function marked(body: string): string {
	let inQuote = false
	const lines = body.split("\n").map((line) => {
		const words = line.trim()
		// A line with only part tags prints nothing, not even its line end.
		if (ONLY_PARTS.test(words)) return words
		const isQuote = words.startsWith(">")
		const edge = isQuote === inQuote ? "" : BREAK
		inQuote = isQuote
		if (words === "") return BREAK
		const label = BUTTON_LINE.exec(words)?.[1]
		if (label !== undefined) return `${BREAK}${BUTTON}${label}${BREAK}`
		return isQuote ? `${edge}${edge && QUOTE}${words.slice(1).trim()}\n` : `${edge}${words}\n`
	})
	return lines.join("")
}

/** Fills in a subject: always one line, however many lines the values have. */
export const fillLine = (line: string, values: Values): string => fill(readWords(line).pieces, [values])

/** Fills in a body. `url` is where its buttons lead. */
export function fillBody(body: string, values: Values): Block[] {
	return fill(readWords(marked(printable(body))).pieces, [values])
		.split(BREAK)
		.flatMap((piece): Block[] => {
			const words = piece.replaceAll(BUTTON, "").replaceAll(QUOTE, "").trim()
			if (words === "") return []
			if (piece.startsWith(BUTTON)) return [{ button: words, url: String(values.url) }]
			return [piece.startsWith(QUOTE) ? { quote: words } : words]
		})
}
