import { foldForSearch } from "#app/utils/russian.ts"

/** As LIKE takes it letter for letter, and Prisma's `contains` with it: a % or _ that somebody typed is no pattern. */
export const literally = (text: string): string => text.replace(/[\\%_]/gu, "\\$&")

/** Those with this in their name; when nothing is asked for, all. */
export function named(part: string): { searchName?: { contains: string } } {
	const folded = foldForSearch(part)
	return folded === "" ? {} : { searchName: { contains: literally(folded) } }
}
