import { z } from "zod"

/** A required text. If it were empty, a wrong or invalid paper would be signed, so blanks count as missing. */
export const text = (description: string) => z.string().trim().min(1).describe(description)

/** A table cell or a line to fill in by hand. It may be empty; then the template prints it blank. */
export const blank = (description: string) => z.string().trim().describe(description)

/**
 * A part of the document that can be left out by giving `null`. A forgotten key is still an error, so that nothing
 * disappears from the paper by accident.
 */
export const maybe = <S extends z.ZodType>(schema: S) => schema.nullable()

export type FieldShape = z.ZodObject

/** One Word form. Its template is in the same folder as `<id>.docx`, and the template's tags are the keys of its fields. */
export type DocumentForm<S extends FieldShape = FieldShape> = {
	id: string
	/** Title in menus and messages, in the nominative. */
	title: string
	fields: S
	/** Made-up data for every variant of the form. Tests and previews print them all. */
	samples: Readonly<Record<string, z.output<S>>>
	/** Name of the downloaded file without the extension. */
	fileName(data: z.output<S>): string
}

export const defineForm = <S extends FieldShape>(form: DocumentForm<S>): DocumentForm<S> => form
