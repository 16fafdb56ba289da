import { expect, test } from "vitest"
import { literally, named, namedSql } from "./search.server.ts"

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

test("two letters are looked for where a word begins, and a sign among them is no pattern", () => {
	expect(namedSql("a", "Аб").values).toEqual(["(^|[ -])аб"])
	expect(namedSql("a", "а.").values).toEqual(["(^|[ -])а\\."])
})
