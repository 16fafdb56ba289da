import type { z } from "zod"
import { type Block, fillBody, fillLine, type Piece, readWords, type Words } from "./words.ts"

/** A letter before the layout turns its blocks into text and HTML. */
export interface Composed {
	subject: string
	blocks: readonly Block[]
	/** The end of «Если у Вас есть вопросы, обратитесь …»; null for the general advice. */
	contact: string | null
	/** The sender: the name of the centre, from the settings. */
	from: string | null
}

export interface LetterTemplate<Schema extends z.ZodObject, Tags extends z.ZodObject> {
	/** The data that the sender hands over. */
	schema: Schema
	/** What the words may print. A tag that may be empty is nullable, and stands in a part of its own. */
	tags: Tags
	values(data: z.output<Schema>): z.input<Tags>
	/** The words that come with the program. Operators put others in force. */
	words: Words
	/** Tags that no wording may leave out, besides the link and the deadline. */
	mandatory?: readonly (keyof z.input<Tags> & string)[]
	sample: z.input<Schema>
	/** More made-up data, by the name that operators read, for words that differ by the case. */
	variants?: Readonly<Record<string, z.input<Schema>>>
	/** The link alone opens an account, so only the addressee may see the letter. */
	secret?: boolean
	/** A reminder or a digest, which its reader may stop. */
	unsubscribable?: boolean
	/** A person who chose the daily digest finds it there, as one line. Without this mark the letter always comes at once. */
	digestible?: boolean
}

export interface Letter<Input = unknown> {
	secret: boolean
	unsubscribable: boolean
	digestible: boolean
	sample: Input
	/** All made-up data: the sample, its variants, and the least that the letter can do with. */
	samples: Readonly<Record<string, Input>>
	tags: z.ZodObject
	words: Words
	/** Without these tags the reader would not know what has happened, where to act or by when. */
	mandatory: readonly string[]
	/** @throws ZodError when the data do not fit the letter's schema */
	compose(data: Input, words?: Words): Composed
}

/** Mail programs cut longer subjects, so the important words come first. */
export const SUBJECT_LENGTH = 120

/** Where to act and by when: mandatory in every letter whose own words have them. */
const ALWAYS_MANDATORY = ["url", "dueOn"]

/** One letter: its words, the tags in them, the schema of the data, and samples that tests and operators look at. */
export function defineLetter<Schema extends z.ZodObject, Tags extends z.ZodObject>(
	template: LetterTemplate<Schema, Tags>,
): Letter<z.input<Schema>> {
	const own = { subject: template.words.subject, body: template.words.body.trim() }
	const printed = namesIn(own)
	return {
		secret: template.secret ?? false,
		unsubscribable: template.unsubscribable ?? false,
		digestible: template.digestible ?? false,
		sample: template.sample,
		samples: {
			"Обычное письмо": template.sample,
			...template.variants,
			"Только обязательные данные": leastOf(template.schema, template.sample),
		},
		tags: template.tags,
		words: own,
		mandatory: [...ALWAYS_MANDATORY.filter((name) => printed.has(name)), ...(template.mandatory ?? [])],
		compose(data, words = own) {
			const parsed = template.schema.parse(data)
			const values = template.values(parsed)
			return {
				subject: oneLine(fillLine(words.subject, values)),
				blocks: fillBody(words.body, values),
				contact: textOf(parsed.contact),
				from: textOf(parsed.centreName),
			}
		},
	}
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null)

/** Names of all tags and parts, at any depth. */
export function namesIn({ subject, body }: Words): ReadonlySet<string> {
	const names = (pieces: readonly Piece[]): string[] =>
		pieces.flatMap((piece) => {
			if (piece.kind === "text") return []
			return piece.kind === "tag" ? [piece.name] : [piece.name, ...names(piece.inner)]
		})
	return new Set([subject, body].flatMap((text) => names(readWords(text).pieces)))
}

/** The sample without everything that may be missing: words must do without it. */
const leastOf = <Schema extends z.ZodObject>(schema: Schema, sample: z.input<Schema>): z.input<Schema> => ({
	...sample,
	...Object.fromEntries(
		Object.entries(schema.shape)
			.filter(([, field]) => field.safeParse(null).success)
			.map(([key]) => [key, null]),
	),
})

/** Makes the subject one line, so that typed text cannot add headers to the letter. */
function oneLine(text: string): string {
	const line = text.replace(/\s+/gu, " ").trim()
	return line.length <= SUBJECT_LENGTH ? line : `${line.slice(0, SUBJECT_LENGTH - 1).trimEnd()}…`
}
