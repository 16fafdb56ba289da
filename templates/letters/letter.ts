import type { z } from "zod"
import { type Block, fillBody, fillLine, type Piece, readWords, type Words } from "./words.ts"

/** A letter before the layout turns its blocks into text and HTML. */
export interface Composed {
	subject: string
	blocks: readonly Block[]
	/** The end of «Если у Вас есть вопросы, обратитесь …». Null for the general advice. */
	contact: string | null
	/** The sender: the name of the centre, from the settings. */
	from: string | null
}

export interface LetterTemplate<Schema extends z.ZodObject, Tags extends z.ZodObject> {
	/** The data that the sender provides. */
	schema: Schema
	/** The tags that the words may use. A tag that may be empty is nullable and must be inside a part of its own. */
	tags: Tags
	values(data: z.output<Schema>): z.input<Tags>
	/** The words that come with the program. Operators can put others in force. */
	words: Words
	/** Tags that every wording must contain, in addition to the link and the deadline. */
	mandatory?: readonly (keyof z.input<Tags> & string)[]
	sample: z.input<Schema>
	/** Further samples, by a name for operators, for words that differ from case to case. */
	variants?: Readonly<Record<string, z.input<Schema>>>
	/** The link alone gives access to an account, so only the addressee may see the letter. */
	secret?: boolean
	/** A reminder or a digest, which its reader can unsubscribe from. */
	unsubscribable?: boolean
	/** A person who chose the daily digest gets it there as one line. Without this mark the letter is always sent at once. */
	digestible?: boolean
}

export interface Letter<Input = unknown> {
	secret: boolean
	unsubscribable: boolean
	digestible: boolean
	sample: Input
	/** All samples: the main one, its variants, and the smallest data with which the letter works. */
	samples: Readonly<Record<string, Input>>
	tags: z.ZodObject
	words: Words
	/** Without these tags the reader would not know what happened, where to act, or by when. */
	mandatory: readonly string[]
	/** @throws ZodError if the data does not fit the letter's schema */
	compose(data: Input, words?: Words): Composed
}

/** Mail programs cut longer subjects, so the important words come first. */
export const SUBJECT_LENGTH = 120

/** Where to act and by when. Mandatory in every letter whose original words contain them. */
const ALWAYS_MANDATORY = ["url", "dueOn"]

/** One letter: its words, their tags, the schema of its data, and samples for tests and operators. */
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

/** The sample without everything optional. The words must work without it. */
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
