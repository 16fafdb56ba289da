import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { TooManyAttempts } from "#app/utils/http/too-many-attempts.ts"
import { remindLogins } from "./remind-logins.server.ts"
import { freshAddress, NOW, newTeacher, type SmallRegion, smallRegion } from "./test-accounts.ts"

let region: SmallRegion
beforeAll(async () => {
	region = await smallRegion()
	for (const username of ["forgets", "shared1", "shared2", "unproved", "blocked"])
		await newTeacher(region, username)
	const confirmed = { emailConfirmedAt: NOW }
	const change = (username: string, data: object) => prisma.person.updateMany({ where: { username }, data })
	await change("forgets", confirmed)
	for (const username of ["shared1", "shared2"])
		await change(username, { ...confirmed, email: "office@school.example" })
	await change("blocked", { ...confirmed, blockedAt: NOW })
})

const ask = async (email: string, address = freshAddress()) => {
	const started = performance.now()
	const { written } = await remindLogins({ email, address, now: NOW })
	const took = performance.now() - started
	await written
	return took
}
const loginLetters = async (to: string) =>
	(await prisma.letter.findMany({ where: { to, kind: "logins" } })).map(({ text }) => text)

describe("a forgotten login", () => {
	test("is sent to its confirmed address, however the address is typed", async () => {
		await ask("Forgets@School.example")
		expect(await loginLetters("forgets@school.example")).toEqual([expect.stringMatching(/^forgets$/mu)])
	})

	test("comes with every other login of the same address, and the greeting names nobody", async () => {
		await ask("office@school.example")
		const [text = ""] = await loginLetters("office@school.example")
		expect(text).toMatch(/^shared1$/mu)
		expect(text).toMatch(/^shared2$/mu)
		expect(text).toContain("Здравствуйте!")
	})

	test.each([
		["an address that nobody has confirmed", "unproved@school.example"],
		["an address of a blocked account", "blocked@school.example"],
		["an address that nobody has", "nobody@school.example"],
		["a pattern that would fit every address", "%@school.example"],
	])("is not sent to %s, and the answer takes as long", async (_, email) => {
		const before = await prisma.letter.count({ where: { kind: "logins" } })
		expect(await ask(email)).toBeGreaterThanOrEqual(190)
		expect(await prisma.letter.count({ where: { kind: "logins" } })).toBe(before)
	})

	test("cannot be asked for without end, neither from one place nor for one mailbox", async () => {
		const place = freshAddress()
		const flood = async () => {
			for (let tries = 0; tries < 65; tries += 1) await ask("nobody@school.example", place)
		}
		await expect(flood()).rejects.toThrow(TooManyAttempts)
		for (let tries = 0; tries < 8; tries += 1) await ask("forgets@school.example")
		expect((await loginLetters("forgets@school.example")).length).toBeLessThanOrEqual(5)
	})
})
