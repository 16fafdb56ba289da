import pg from "pg"
import { expect, test } from "vitest"
import { isDatabaseUnreachable } from "./unreachable.ts"

test("a server that is not running is unreachable, however deep a library hides the error", async () => {
	const client = new pg.Client({ connectionString: "postgresql://nobody@127.0.0.1:1/none" })
	const error: unknown = await client.connect().catch((refused: unknown) => refused)
	expect(isDatabaseUnreachable(error)).toBe(true)
	expect(isDatabaseUnreachable(new Error("wrapped", { cause: error }))).toBe(true)
	expect(isDatabaseUnreachable(new AggregateError([error]))).toBe(true)
	expect(isDatabaseUnreachable({ code: "P2010", meta: { driverAdapterError: { cause: error } } })).toBe(true)
})

test.each([
	"57P01",
	"57P03",
	"53300",
	"P1001",
	"P2024",
])("the code %s means that the database does not answer now", (code) => {
	expect(isDatabaseUnreachable(Object.assign(new Error("database"), { code }))).toBe(true)
})

test.each(["23505", "40001", "P2002", "ENOENT"])("the code %s is an answer of the database", (code) => {
	expect(isDatabaseUnreachable(Object.assign(new Error("database"), { code }))).toBe(false)
})

test("a value that is not an error means nothing", () => {
	const circular: { cause?: unknown } = {}
	circular.cause = circular
	for (const thing of [null, undefined, "57P01", 1, circular])
		expect(isDatabaseUnreachable(thing)).toBe(false)
})
