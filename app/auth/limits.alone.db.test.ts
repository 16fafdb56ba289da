import { beforeAll, describe, expect, test, vi } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { explainTakenUsername, registerTeacher } from "#app/domain/account/register-teacher.server.ts"
import { requestPasswordReset } from "#app/domain/account/request-password-reset.server.ts"
import { signIn } from "#app/domain/account/sign-in.server.ts"
import {
	freshAddress,
	lettersTo,
	NOW,
	newOperator,
	newTeacher,
	PASSWORD,
	type SmallRegion,
	smallRegion,
	teacherForm,
} from "#app/domain/account/test-accounts.ts"
import { sendInvitation } from "#app/domain/invitation/send-invitation.server.ts"
import { editProfile } from "#app/domain/person/edit-profile.server.ts"
import { TooManyAttempts } from "#app/utils/http/too-many-attempts.ts"
import { mailboxOf } from "./letter-limits.server.ts"
import { delayAfter, removeExpiredLimits } from "./limits.server.ts"

let region: SmallRegion
beforeAll(async () => {
	region = await smallRegion()
})

const WRONG = "Wrong-word-1"
const enter = (username: string, password: string, address: string, device: string | null = null) =>
	signIn({ username, password, address, device })

/** Returns how each of several simultaneous attempts ended: let in, wrong password, or refused before the check. */
async function outcomes(attempts: Promise<unknown>[]) {
	const ends = { in: 0, wrong: 0, refused: 0 }
	for (const one of await Promise.allSettled(attempts)) {
		if (one.status === "fulfilled") ends.in += 1
		else if (one.reason instanceof TooManyAttempts) ends.refused += 1
		else ends.wrong += 1
	}
	return ends
}

const times = <T>(count: number, make: (turn: number) => T): T[] =>
	Array.from({ length: count }, (_, n) => make(n))

describe("guessing a password", () => {
	test("of forty guesses at once only ten are checked", async () => {
		await newTeacher(region, "guessed")
		const address = freshAddress()
		expect(await outcomes(times(40, () => enter("guessed", WRONG, address)))).toEqual({
			in: 0,
			wrong: 10,
			refused: 30,
		})
		await expect(enter("guessed", PASSWORD, address)).rejects.toThrow(
			/Слишком много попыток подряд. Подождите 15.минут/,
		)
	})

	test("the guessing address learns when to try again, and others need not wait", async () => {
		await newTeacher(region, "waits")
		const address = freshAddress()
		await outcomes(times(11, () => enter("waits", WRONG, address)))
		const refused = await enter("waits", PASSWORD, address).catch((error: unknown) => error)
		expect(refused).toMatchObject({ retryAfterSeconds: expect.any(Number) })
		expect((refused as TooManyAttempts).retryAfterSeconds).toBeGreaterThan(800)
		await expect(enter("waits", PASSWORD, freshAddress())).resolves.toMatchObject({ username: "waits" })
	})

	test("120 guesses from twelve addresses do not lock the owner out, and leave each new address three attempts", async () => {
		await newTeacher(region, "victim")
		const guesses = times(12, () => freshAddress()).flatMap((address) =>
			times(10, () => enter("victim", WRONG, address)),
		)
		expect(await outcomes(guesses)).toEqual({ in: 0, wrong: 120, refused: 0 })
		const attacker = freshAddress()
		expect(await outcomes(times(10, () => enter("victim", WRONG, attacker)))).toMatchObject({ wrong: 3 })
		await expect(enter("victim", PASSWORD, freshAddress())).resolves.toMatchObject({ username: "victim" })
	})

	test("the owner's device can sign in even from the guessing address, and has ten attempts of its own", async () => {
		await newTeacher(region, "colleague")
		const address = freshAddress()
		await outcomes(times(20, () => enter("colleague", WRONG, address)))
		await expect(enter("colleague", PASSWORD, address)).rejects.toThrow(TooManyAttempts)
		await expect(enter("colleague", PASSWORD, address, "the-owners-device")).resolves.toBeTruthy()
		expect(await outcomes(times(30, () => enter("colleague", WRONG, address, "the-owners-device")))).toEqual({
			in: 0,
			wrong: 10,
			refused: 20,
		})
	})

	test("an address that tries many logins is refused after a hundred failures, but known devices there are not", async () => {
		await newTeacher(region, "atschool")
		const address = freshAddress()
		const sprayed = await outcomes(times(130, (n) => enter(`login${n}`, WRONG, address)))
		expect(sprayed).toEqual({ in: 0, wrong: 100, refused: 30 })
		await expect(enter("atschool", PASSWORD, address)).rejects.toThrow(TooManyAttempts)
		await expect(enter("atschool", PASSWORD, address, "a-device-there")).resolves.toBeTruthy()
	})

	test("right passwords never use up a limit, however many arrive at once", async () => {
		await newTeacher(region, "diligent")
		const address = freshAddress()
		expect(await outcomes(times(40, () => enter("diligent", PASSWORD, address)))).toMatchObject({ in: 40 })
	})

	test("another spelling of the login gives no new attempts", async () => {
		await newTeacher(region, "admin1")
		const address = freshAddress()
		const spelt = ["admin1", "ADMIN1", "Admin1", "admİn1"]
		const guesses = spelt.flatMap((login) => times(10, () => enter(login, WRONG, address)))
		await outcomes(guesses)
		await expect(enter("admin1", PASSWORD, address)).rejects.toThrow(TooManyAttempts)
		// PostgreSQL would take this for «admin1».
		await expect(enter("admİn1", PASSWORD, freshAddress())).rejects.toMatchObject({ code: "invalid" })
	})

	test.each([
		[0, 0],
		[50, 0],
		[60, 500],
		[1_000_000, 1_000],
	])("after %i failures of an account the answer waits %i ms", (failures, ms) => {
		expect(delayAfter(failures)).toBe(ms)
	})
})

describe("what strangers do to the registration", () => {
	test("checking which logins are taken has a separate limit, and registration still works", async () => {
		await newTeacher(region, "known")
		const address = freshAddress()
		expect(await explainTakenUsername("Known", address)).toBe("Имя Known уже занято.")
		expect(await explainTakenUsername("unknown", address)).toBeNull()
		const asked = await outcomes(times(70, () => explainTakenUsername("known", address)))
		expect(asked.refused).toBe(11)
		const form = teacherForm(region, "newcomer")
		await expect(registerTeacher({ form, address, now: NOW })).resolves.toMatchObject({ letterSent: true })
	})

	test("of many taken logins sent at once only sixty are answered", async () => {
		await newTeacher(region, "taken")
		const address = freshAddress()
		const sent = times(80, () => registerTeacher({ form: teacherForm(region, "taken"), address, now: NOW }))
		expect(await outcomes(sent)).toEqual({ in: 0, wrong: 60, refused: 20 })
	})
})

describe("letters to one mailbox", () => {
	const reset = async (username: string) => {
		const asked = await requestPasswordReset({ username, address: freshAddress(), now: NOW })
		await asked.written
	}
	const EMAIL = "flooded@school.example"
	const letters = () => prisma.letter.count({ where: { to: { contains: "flooded", mode: "insensitive" } } })

	test("are limited to five an hour, whatever their cause and the spelling of the address, and accounts are still created", async () => {
		const spelt = [EMAIL, "Flooded@School.example", "flooded+1@school.example"]
		const registered = await Promise.all(
			times(20, (n) => {
				const email = spelt[n % 3] ?? EMAIL
				const form = { ...teacherForm(region, `flood${n}`), email, emailAgain: email }
				return registerTeacher({ form, address: freshAddress(), now: NOW })
			}),
		)
		expect(registered.filter(({ letterSent }) => letterSent)).toHaveLength(5)
		await reset("flood1")
		const [actor, operator] = await Promise.all([newTeacher(region, "flooder"), newOperator("inviter")])
		const form = {
			...{ surname: "Примерова", name: "Мария", patronymic: "", genitive: "", dative: "", accusative: "" },
			...{ email: EMAIL, currentPassword: PASSWORD, mobilePhone: "+7 900 000-00-01", workPhone: "" },
		}
		await expect(editProfile({ actor, form, now: NOW })).rejects.toMatchObject({
			fields: { email: expect.stringMatching(/уже отправлено 5.писем за час/u) },
		})
		const invitation = {
			role: "operator" as const,
			municipalityCode: "",
			email: EMAIL,
			subject: "a",
			message: "b",
		}
		await expect(sendInvitation({ actor: operator, form: invitation, now: NOW })).rejects.toMatchObject({
			fields: { email: expect.stringMatching(/уже отправлено/u) },
		})
		expect(await letters()).toBe(5)
	})

	test("requested by strangers leave the owner five links that all work", async () => {
		await newTeacher(region, "bombed")
		await Promise.all(times(12, () => reset("bombed")))
		// The first one was the letter about the registration.
		expect(await lettersTo("bombed@school.example", "password-reset")).toBe(4)
		expect(await prisma.token.count({ where: { kind: "reset", person: { username: "bombed" } } })).toBe(4)
	})

	test.each([
		["Name@Host.example", "name@host.example"],
		["name+tag+more@host.example", "name@host.example"],
		[" name@host.example ", "name@host.example"],
		["a+b", "a+b"],
	])("%s belongs to the mailbox %s", (email, mailbox) => {
		expect(mailboxOf(email)).toBe(mailbox)
	})
})

describe("the counts", () => {
	test("are stored under hashes, so the table contains no login and no address", async () => {
		const address = freshAddress()
		await enter("somebody", WRONG, address).catch(() => undefined)
		const keys = await prisma.rateLimit.findMany({ select: { key: true } })
		expect(keys.length).toBeGreaterThan(0)
		for (const { key } of keys) expect(key).toMatch(/^[a-z-]+:[0-9a-f]{32}$/u)
	})

	test("follow the real time and survive a restart, because another copy of the program finds them", async () => {
		const address = freshAddress()
		await outcomes(times(10, () => enter("restarted", WRONG, address)))
		vi.resetModules()
		const again = await import("#app/domain/account/sign-in.server.ts")
		const entry = { username: "restarted", password: WRONG, address, device: null }
		await expect(again.signIn(entry)).rejects.toThrow(/Слишком много попыток/)
	})

	test("are removed when they expire", async () => {
		await prisma.rateLimit.create({ data: { key: "old", points: 1, expire: new Date(1) } })
		await removeExpiredLimits()
		expect(await prisma.rateLimit.count({ where: { key: "old" } })).toBe(0)
	})
})
