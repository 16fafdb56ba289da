import { expect, test } from "vitest"

// A test file whose imports throw contains no test that could fail. So the loading itself is tested here.

const modules = import.meta.glob(["./**/*.ts", "!./**/*.test.ts", "!./**/test-*.ts"])

test.each(Object.entries(modules))("%s can be loaded", async (_file, load) => {
	expect(await load()).toBeTypeOf("object")
})

test("all of them are tried", () => {
	expect(Object.keys(modules).length).toBeGreaterThan(15)
})
