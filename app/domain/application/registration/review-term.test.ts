import { expect, test } from "vitest"
import { plain } from "#tests/flows/papers.ts"
import { termWords } from "./review-term.ts"

test.each([
	[6, "осталось 6 дней"],
	[1, "остался 1 день"],
	[21, "остался 21 день"],
	[0, "сегодня последний день"],
	[-1, "просрочено на 1 день"],
	[-22, "просрочено на 22 дня"],
])("a term that ends in %i days reads «%s»", (left, words) => {
	expect(plain(termWords(left))).toBe(words)
})
