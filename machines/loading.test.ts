import { expect, test } from "vitest"

// If its imports throw, a test file contains no test that could fail. So this test checks the loading itself.

const modules = import.meta.glob(["./**/*.ts", "!./**/*.test.ts", "!./**/test-*.ts"])

test.each(Object.entries(modules))("%s can be loaded", async (_file, load) => {
	expect(await load()).toBeTypeOf("object")
})

test("all of them are tried", () => {
	expect(Object.keys(modules).length).toBeGreaterThan(15)
})
