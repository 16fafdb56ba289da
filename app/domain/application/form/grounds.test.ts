import { expect, test } from "vitest"
import { problemsOf } from "./application.form.ts"
import { groundsFor } from "./grounds.ts"

const REPEAT = "repeat_same_category"
const offered = (currentCategory: string, claimedCategory: string) =>
	groundsFor({ currentCategory, claimedCategory }).some(({ code }) => code === REPEAT)

test.each([
	["none", "first", false],
	["none", "", false],
	["first", "highest", false],
	["first", "first", true],
	["highest", "highest", true],
	["first", "", true],
	["", "first", true],
] as const)("with the category «%s» and a claim of «%s», confirming it again is a ground: %s", (current, claimed, is) => {
	expect(offered(current, claimed)).toBe(is)
})

test("a ground that the answers exclude is refused with a reason, and the others are not", () => {
	const draft = { procedure: "simplified", currentCategory: "none", claimedCategory: "first" } as const
	const problem = (groundCode: string) =>
		problemsOf({ ...draft, groundCode }, { today: "2026-10-01" }).groundCode
	expect(problem(REPEAT)).toContain("только если заявленная категория у Вас уже есть")
	expect(problem("state_award")).toBeUndefined()
	expect(problem("")).toContain("Выберите основание")
})
