import { searchWords } from "#app/utils/russian.ts"

/** Escapes % and _, so that LIKE and Prisma's `contains` search for them as they were typed and not as a pattern. */
export const literally = (text: string): string => text.replace(/[\\%_]/gu, "\\$&")

interface Named {
	AND?: { searchName: { contains: string } }[]
}

/** People whose name contains every word, in any order. Without words, everybody. */
export function named(words: string): Named {
	const asked = searchWords(words)
	return asked.length === 0
		? {}
		: { AND: asked.map((word) => ({ searchName: { contains: literally(word) } })) }
}
