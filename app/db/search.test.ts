import { expect, test } from "vitest"
import { literally, named } from "./search.server.ts"

test("every word of a name must match, without regard to order, case and ё, and an empty search matches everybody", () => {
	expect(named("  Зимёнова  Анна ")).toEqual({
		AND: [{ searchName: { contains: "зименова" } }, { searchName: { contains: "анна" } }],
	})
	expect(named("  ")).toEqual({})
})

test("a typed pattern character is an ordinary letter", () => {
	expect(named("100%")).toEqual({ AND: [{ searchName: { contains: "100\\%" } }] })
	expect(literally("a_b\\c")).toBe("a\\_b\\\\c")
})
