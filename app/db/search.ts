import { searchWords } from "#app/utils/russian.ts"

/** As LIKE takes it letter for letter, and Prisma's `contains` with it: a % or _ that somebody typed is no pattern. */
export const literally = (text: string): string => text.replace(/[\\%_]/gu, "\\$&")

interface Named {
	AND?: { searchName: { contains: string } }[]
}

/** Those in whose name every word stands, in any order; all when nothing is asked for. */
export function named(words: string): Named {
	const asked = searchWords(words)
	return asked.length === 0
		? {}
		: { AND: asked.map((word) => ({ searchName: { contains: literally(word) } })) }
}
