import { expect, test } from "vitest"
import { literally, named } from "./search.ts"

test("a part of a name is asked for without regard to case, ё and blanks; nothing asks for all", () => {
	expect(named("  Зимёнова  Анна ")).toEqual({ searchName: { contains: "зименова анна" } })
	expect(named("  ")).toEqual({})
})

test("a sign of a pattern that was typed is a letter like any other", () => {
	expect(named("100%")).toEqual({ searchName: { contains: "100\\%" } })
	expect(literally("a_b\\c")).toBe("a\\_b\\\\c")
})
