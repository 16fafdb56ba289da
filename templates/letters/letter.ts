import type { z } from "zod"

/** A paragraph, a quotation of a person's own words, or the one button of the letter. */
export type Block = string | { quote: string } | { button: string; url: string }

/** A letter before the layout turns its blocks into text and HTML. */
export interface Composed {
	subject: string
	blocks: readonly Block[]
	/** The end of «Если у Вас есть вопросы, обратитесь …»; null for the general advice. */
	contact: string | null
	/** The sender: the name of the centre, from the settings. */
	from: string | null
}

export interface LetterTemplate<Schema extends z.ZodType> {
	schema: Schema
	subject(data: z.output<Schema>): string
	paragraphs(data: z.output<Schema>): readonly (Block | null | false)[]
	sample: z.input<Schema>
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
	/** @throws ZodError when the data do not fit the letter's schema */
	compose(data: Input): Composed
}

/** Mail programs cut longer subjects, so the important words come first. */
export const SUBJECT_LENGTH = 120

/** Data that every letter accepts besides its own. */
interface Signed {
	contact?: string | null
	centreName?: string | null
}

/** One letter: its words, the schema of what they need, and a sample that the tests render. */
export function defineLetter<Schema extends z.ZodType<Signed, unknown>>(
	template: LetterTemplate<Schema>,
): Letter<z.input<Schema>> {
	return {
		secret: template.secret ?? false,
		unsubscribable: template.unsubscribable ?? false,
		digestible: template.digestible ?? false,
		sample: template.sample,
		compose(data) {
			const parsed = template.schema.parse(data)
			return {
				subject: oneLine(template.subject(parsed)),
				blocks: template.paragraphs(parsed).filter((block) => block !== null && block !== false),
				contact: parsed.contact || null,
				from: parsed.centreName || null,
			}
		},
	}
}

/** Makes the subject one line, so that typed text cannot add headers to the letter. */
function oneLine(text: string): string {
	const line = text.replace(/\s+/gu, " ").trim()
	return line.length <= SUBJECT_LENGTH ? line : `${line.slice(0, SUBJECT_LENGTH - 1).trimEnd()}…`
}
