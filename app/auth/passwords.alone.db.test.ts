// This is a database test because it needs the program's settings. It runs alone because it must load the module that counts itself.
import { beforeEach, expect, test, vi } from "vitest"

const verified = vi.hoisted(() => [] as string[])
vi.mock("@node-rs/argon2", async (original) => {
	const real = await original<typeof import("@node-rs/argon2")>()
	return {
		...real,
		verify: (hash: string, password: string) => {
			verified.push(hash)
			return real.verify(hash, password)
		},
	}
})

const { hashPassword, passwordMatches } = await import("./passwords.server.ts")

beforeEach(() => {
	verified.length = 0
})

test("an unknown login costs the same work as a known one: one hash with the same settings is verified", async () => {
	const stored = await hashPassword("Pass-word-1")
	expect(await passwordMatches(stored, "Wrong-word-1")).toBe(false)
	expect(await passwordMatches(null, "Wrong-word-1")).toBe(false)
	const settings = verified.map((hash) => hash.split("$").slice(0, 4))
	expect(settings).toHaveLength(2)
	expect(settings[1]).toEqual(settings[0])
})

test("the placeholder password opens no account", async () => {
	expect(await passwordMatches(null, "nobody has this password")).toBe(false)
})
