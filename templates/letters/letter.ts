import type { z } from "zod"

/** A paragraph, a person's own words set apart, or the one act that the letter asks for. */
export type Block = string | { quote: string } | { button: string; url: string }

/** A letter before it is laid out: the same blocks become text and HTML. */
export interface Composed {
	subject: string
	blocks: readonly Block[]
	/** Whom to ask, as the end of «Если у Вас есть вопросы, обратитесь …»; null when only the general advice fits. */
	contact: string | null
	/** Who sends it: the name of the centre, from the settings. */
	from: string | null
}

export interface LetterTemplate<Schema extends z.ZodType> {
	schema: Schema
	subject(data: z.output<Schema>): string
	paragraphs(data: z.output<Schema>): readonly (Block | null | false)[]
	sample: z.input<Schema>
	/** Its link alone opens an account: only the addressee sees it. */
	secret?: boolean
}

export interface Letter<Input = unknown> {
	secret: boolean
	sample: Input
	/** @throws ZodError when the data do not fit the letter's schema */
	compose(data: Input): Composed
}

/** Longer subjects are cut by mail programs; what matters stands in front. */
export const SUBJECT_LENGTH = 120

/** What every letter may be told besides its own data. */
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

/** A subject is one line: what a person typed into it cannot add headers to the letter. */
function oneLine(text: string): string {
	const line = text.replace(/\s+/gu, " ").trim()
	return line.length <= SUBJECT_LENGTH ? line : `${line.slice(0, SUBJECT_LENGTH - 1).trimEnd()}…`
}
