import { searchWords } from "#app/utils/russian.ts"
import { Prisma } from "./client.server.ts"

/** Escapes % and _, so that LIKE and Prisma's `contains` search for them as they were typed and not as a pattern. */
export const literally = (text: string): string => text.replace(/[\\%_]/gu, "\\$&")

/** The same for a regular expression. */
const inPattern = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "\\$&")

/** Shorter words are looked for where a name begins: the index of a search needs three letters, or the beginning of a word. */
const WHOLE_WORD = 3

type Part = { searchName: { contains: string } | { startsWith: string } }

interface Named {
	AND?: (Part | { OR: Part[] })[]
}

/** People whose name contains every word, in any order. Without words, everybody. */
export function named(words: string): Named {
	const asked = searchWords(words)
	return asked.length === 0 ? {} : { AND: asked.map((word) => inName(literally(word), word.length)) }
}

const inName = (word: string, length: number): Part | { OR: Part[] } =>
	length >= WHOLE_WORD
		? { searchName: { contains: word } }
		: {
				OR: [
					{ searchName: { startsWith: word } },
					{ searchName: { contains: ` ${word}` } },
					{ searchName: { contains: `-${word}` } },
				],
			}

/** The same as plain SQL, for a table with this short name. */
export function namedSql(table: "a" | "e" | "i" | "o" | "p" | "r" | "t" | "w", words: string): Prisma.Sql {
	const column = Prisma.raw(`${table}."searchName"`)
	const conditions = searchWords(words).map((word) => {
		const text = literally(word)
		if (word.length >= WHOLE_WORD) return Prisma.sql`${column} LIKE ${`%${text}%`}`
		// The index of a search is asked once for two letters; three patterns ask it three times.
		if (word.length === 2) return Prisma.sql`${column} ~ ${`(^|[ -])${inPattern(word)}`}`
		return Prisma.sql`(${column} LIKE ${`${text}%`} OR ${column} LIKE ${`% ${text}%`} OR ${column} LIKE ${`%-${text}%`})`
	})
	return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.sql`(${Prisma.join(conditions, " AND ")})`
}
