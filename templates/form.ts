import { z } from "zod"

/** Marks a field whose paper is signed by the wrong person or void when empty: blanks count as missing. */
export const text = (description: string) => z.string().trim().min(1).describe(description)

/** A table cell or a line for a pen: may be empty, the template then prints it blank. */
export const blank = (description: string) => z.string().trim().describe(description)

/**
 * A part of the document that may be left out. `null` says so in words: a forgotten key is still an error, so that
 * nothing vanishes from paper by accident.
 */
export const maybe = <S extends z.ZodType>(schema: S) => schema.nullable()

export type FieldShape = z.ZodObject

/** One Word form: its template lies beside it as `<id>.docx`; the tags of the one are the keys of the other. */
export type DocumentForm<S extends FieldShape = FieldShape> = {
	id: string
	/** Title in menus and messages, nominative. */
	title: string
	fields: S
	/** Made-up data for every variant of the form; tests and previews print them all. */
	samples: Readonly<Record<string, z.output<S>>>
	/** Name of the downloaded file without the extension. */
	fileName(data: z.output<S>): string
}

export const defineForm = <S extends FieldShape>(form: DocumentForm<S>): DocumentForm<S> => form
