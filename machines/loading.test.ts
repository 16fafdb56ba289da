import { expect, test } from "vitest"

// A file of tests whose imports break has no test that fails. Here the loading itself is tested.

const modules = import.meta.glob(["./**/*.ts", "!./**/*.test.ts", "!./test-*.ts"])

test.each(Object.entries(modules))("%s can be loaded", async (_file, load) => {
	expect(await load()).toBeTypeOf("object")
})

test("all of them are tried", () => {
	expect(Object.keys(modules).length).toBeGreaterThan(15)
})
