import { Secret, TOTP } from "otpauth"
import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { openSecret, sealSecret, stepOfCode } from "#app/auth/one-time-code.server.ts"
import { passwordMark } from "#app/auth/second-step.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { grantsWithout, needsSecondFactor } from "#app/policies/account.policy.ts"
import { DEMO_PASSWORD } from "#prisma/demo/people.ts"
import { type Cast, NOW, of, openRegion } from "#tests/factories.ts"
import { ResetSecondFactorSchema, resetSecondFactor, viewResetting } from "./reset-second-factor.server.ts"
import {
	beginSecondFactor,
	checkSecondFactor,
	confirmSecondFactor,
	turnOffSecondFactor,
	viewSecondFactor,
} from "./second-factor.server.ts"

const AT = new Date("2026-10-01T02:00:10Z")
const HALF_A_MINUTE = 30_000
let people: Cast
let password: string

beforeAll(async () => {
	people = await openRegion(["municipal", "municipal3", "operator"])
	const { passwordHash } = await prisma.person.findUniqueOrThrow({
		where: { id: of(people, "municipal").id },
	})
	password = passwordMark(passwordHash)
})

const me = () => of(people, "municipal")
const codeAt = (secret: string, at: Date) =>
	new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })
const stepsOn = (steps: number) => new Date(AT.getTime() + steps * HALF_A_MINUTE)
const check = (code: string, at: Date) => checkSecondFactor({ personId: me().id, password, code, at })

/** Sets up the second step for the first time. */
async function setUp() {
	await prisma.person.update({
		where: { id: me().id },
		data: { totpSecret: null, totpSince: null, totpLastStep: 0 },
		select: { id: true },
	})
	await prisma.rateLimit.deleteMany({})
	await beginSecondFactor({ actor: me() })
	const { pairing } = await viewSecondFactor(me())
	const secret = (pairing?.secret ?? "").replaceAll(" ", "")
	const codes = await confirmSecondFactor({ actor: me(), code: codeAt(secret, AT), at: AT, now: NOW })
	return { secret, codes }
}

describe("the second step of signing in", () => {
	let secret: string
	let codes: string[]
	beforeEach(async () => {
		;({ secret, codes } = await setUp())
	})

	test("accepts the code of the current half minute and of its neighbours", async () => {
		for (const steps of [5, 6, 7]) await check(codeAt(secret, stepsOn(steps)), stepsOn(6))
	})

	test("accepts no code twice, not even at the same moment, nor one older than the last", async () => {
		const code = codeAt(secret, stepsOn(3))
		const both = await Promise.allSettled([check(code, stepsOn(3)), check(code, stepsOn(3))])
		expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
		await expect(check(codeAt(secret, stepsOn(2)), stepsOn(3))).rejects.toMatchObject({ code: "invalid" })
	})

	test("does not accept the code again with which it was set up", async () => {
		await expect(check(codeAt(secret, AT), AT)).rejects.toMatchObject({ code: "invalid" })
	})

	test.each([
		"",
		"000000",
		"12345",
		"1234567",
		"٣٤٥٦٧٨",
		"null",
		"' OR 1=1",
		"x".repeat(40),
	])("does not accept «%s»", async (code) => {
		await expect(check(code, stepsOn(9))).rejects.toMatchObject({ code: "invalid" })
	})

	test("accepts each recovery code once, however it is typed", async () => {
		const [first = "", second = ""] = codes
		await check(first, stepsOn(4))
		await expect(check(first, stepsOn(4))).rejects.toMatchObject({ code: "invalid" })
		await check(` ${second.toLowerCase().replace("-", " ")} `, stepsOn(4))
		expect((await viewSecondFactor(me())).codesLeft).toBe(8)
	})

	test("stops guessing after ten attempts, even with the right code, and accepts codes again later", async () => {
		for (let guess = 0; guess < 10; guess += 1) await expect(check("000000", stepsOn(20))).rejects.toThrow()
		await expect(check(codeAt(secret, stepsOn(20)), stepsOn(20))).rejects.toThrow("Слишком много попыток")
	})

	test("starts again with the password if it has changed meanwhile or the account was closed", async () => {
		const order = { personId: me().id, code: codeAt(secret, stepsOn(5)), at: stepsOn(5) }
		await expect(checkSecondFactor({ ...order, password: passwordMark("another") })).rejects.toThrow(
			"Войдите заново",
		)
		await prisma.person.update({ where: { id: me().id }, data: { blockedAt: NOW }, select: { id: true } })
		await expect(checkSecondFactor({ ...order, password })).rejects.toThrow("Войдите заново")
		await prisma.person.update({ where: { id: me().id }, data: { blockedAt: null }, select: { id: true } })
	})

	test("is turned off only with the person's own password", async () => {
		const off = (currentPassword: string) => turnOffSecondFactor({ actor: me(), currentPassword, now: NOW })
		await expect(off("guess")).rejects.toMatchObject({ code: "invalid" })
		await off(DEMO_PASSWORD)
		expect(await viewSecondFactor(me())).toMatchObject({ isOn: false, pairing: null, codesLeft: 0 })
		await expect(off(DEMO_PASSWORD)).rejects.toThrow("не включён")
	})

	test("is turned off by another operator for a person who lost everything, and that is recorded", async () => {
		const operator = of(people, "operator")
		const reset = (actor: typeof operator, personId: string) =>
			resetSecondFactor({ actor, personId, reason: "Потерян телефон", now: NOW })
		for (const actor of [of(people, "municipal3"), me()])
			await expect(reset(actor, me().id)).rejects.toMatchObject({ code: "forbidden" })
		await reset(operator, me().id)
		const entry = await prisma.accessLog.findFirst({
			where: { what: "second-factor-off" },
			orderBy: { id: "desc" },
		})
		expect(entry).toMatchObject({
			actorId: operator.id,
			personId: me().id,
			detail: { reason: "Потерян телефон" },
		})
		await expect(reset(operator, operator.id)).rejects.toMatchObject({ code: "forbidden" })
		const letter = await prisma.letter.findFirstOrThrow({ where: { kind: "second-factor-reset" } })
		expect(letter).toMatchObject({ personId: me().id, subject: "Второй шаг входа отключён" })
		expect(letter.text).toContain("> Потерян телефон")
		expect(letter.text).toContain("/profile/second-factor")
		// There is nothing left to turn off, and no second letter is sent.
		await expect(reset(operator, me().id)).rejects.toThrow("не включён")
		expect(await prisma.letter.count({ where: { kind: "second-factor-reset" } })).toBe(1)
	})

	test("is offered for turning off to an operator only, and only while it is on", async () => {
		const operator = of(people, "operator")
		const view = (actor: typeof operator, personId: string) => viewResetting({ actor, personId })
		expect(await view(operator, me().id)).toMatchObject({ isOn: true, username: expect.any(String) })
		for (const [actor, personId] of [
			[of(people, "municipal3"), me().id],
			[operator, operator.id],
			[operator, "no-such-person"],
		] as const)
			await expect(view(actor, personId)).rejects.toMatchObject({ code: "not-found" })
	})

	test.each([
		[{ reason: "", known: "on" }, "reason"],
		[{ reason: "Потерян телефон" }, "known"],
		[{ reason: "ж".repeat(501), known: "on" }, "reason"],
	])("is not turned off by the form %j", (form, field) => {
		const { error } = ResetSecondFactorSchema.safeParse(form)
		expect(error?.issues.map(({ path }) => path[0])).toEqual([field])
	})

	test("shows its secret only until it is confirmed, and cannot be set up again while it is on", async () => {
		expect((await viewSecondFactor(me())).pairing).toBeNull()
		await expect(beginSecondFactor({ actor: me() })).rejects.toThrow("уже включён")
	})

	test("keeps neither secret nor recovery codes readable in the database", async () => {
		const row = await prisma.person.findUniqueOrThrow({
			where: { id: me().id },
			include: { recoveryCodes: true },
		})
		const stored = JSON.stringify(row)
		expect(stored).not.toContain(secret)
		for (const code of codes) expect(stored).not.toContain(code)
	})
})

test("a sealed secret opens only with its own key, and a changed one does not open at all", () => {
	const sealed = sealSecret("JBSWY3DPEHPK3PXP")
	expect(openSecret(sealed)).toBe("JBSWY3DPEHPK3PXP")
	expect(sealSecret("JBSWY3DPEHPK3PXP")).not.toBe(sealed)
	expect(openSecret(`${sealed.slice(0, -2)}AA`)).toBeNull()
	expect(openSecret("")).toBeNull()
})

test("a code fits the published example of RFC 6238", () => {
	const secret = new Secret({ buffer: new TextEncoder().encode("12345678901234567890").buffer }).base32
	expect(stepOfCode(secret, "287082", 59_000)).toBe(1)
	expect(stepOfCode(secret, "287083", 59_000)).toBeNull()
})

test("while it is required and missing, the roles that need it do not count and the others do", () => {
	const held = [
		{ role: "teacher" },
		{ role: "operator" },
		{ role: "municipal_coordinator" },
		{ role: "expert" },
	]
	expect(grantsWithout(held)).toEqual([{ role: "teacher" }, { role: "expert" }])
	expect(needsSecondFactor(["teacher", "expert", "school_coordinator"])).toBe(false)
	expect(needsSecondFactor(["teacher", "operator"])).toBe(true)
})
