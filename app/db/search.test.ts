import { expect, test } from "vitest"
import { literally, named } from "./search.ts"

test("every word of a name is asked for, without regard to order, case and ё; nothing asks for all", () => {
	expect(named("  Зимёнова  Анна ")).toEqual({
		AND: [{ searchName: { contains: "зименова" } }, { searchName: { contains: "анна" } }],
	})
	expect(named("  ")).toEqual({})
})

test("a sign of a pattern that was typed is a letter like any other", () => {
	expect(named("100%")).toEqual({ AND: [{ searchName: { contains: "100\\%" } }] })
	expect(literally("a_b\\c")).toBe("a\\_b\\\\c")
})
