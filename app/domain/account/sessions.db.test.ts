import { beforeAll, describe, expect, test } from "vitest"
import { getActor } from "#app/auth/actor.server.ts"
import { knownDevice, rememberDevice } from "#app/auth/device.server.ts"
import { deviceWords } from "#app/auth/device-words.ts"
import { beginSession, closeSession, openSession, renewSession, sessionIdOf } from "#app/auth/lucia.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { noteDevice } from "./new-device.server.ts"
import { agoInWords, endOwnOtherSessions, endOwnSession, viewSessions } from "./sessions.server.ts"
import { lettersTo, NOW, newTeacher, type SmallRegion, smallRegion } from "./test-accounts.ts"

let region: SmallRegion
beforeAll(async () => {
	region = await smallRegion()
})

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

/** A request from a browser that has these cookies. */
const bearing = (...setCookies: string[]) =>
	new Request("http://localhost:3000/", {
		headers: { Cookie: setCookies.map((one) => one.split(";")[0]).join("; "), "User-Agent": FIREFOX },
	})

const enter = (personId: string, browser = bearing(), remember = false) =>
	beginSession(browser, { personId, remember, address: "192.0.2.7" })

describe("a sign-in", () => {
	test("ends the session that the browser had, whoever it belonged to, and gives a new id", async () => {
		const [victim, attacker] = [await newTeacher(region, "victim"), await newTeacher(region, "attacker")]
		const planted = bearing(await openSession(attacker.id, true))
		const fresh = bearing(await enter(victim.id, planted))
		expect(sessionIdOf(fresh)).not.toBe(sessionIdOf(planted))
		expect(await getActor(bearing(`session=${sessionIdOf(planted)}`))).toBeNull()
		expect((await getActor(fresh))?.id).toBe(victim.id)
	})

	test("gives a new id when a role is added: the old one is invalid, «Запомнить меня» and the place stay", async () => {
		const { id } = await newTeacher(region, "promoted")
		const before = bearing(await enter(id, bearing(), true))
		const cookie = await renewSession(before)
		expect(cookie).toMatch(/HttpOnly; Max-Age=\d+; Path=\/; SameSite=Lax/)
		expect(await getActor(bearing(`session=${sessionIdOf(before)}`))).toBeNull()
		const rows = await prisma.session.findMany({ where: { personId: id } })
		expect(rows).toMatchObject([{ device: "Firefox, Linux", address: "192.0.2.7", remembered: true }])
		expect(await renewSession(bearing("session=s_nobody"))).toBeNull()
	})

	test("without «Запомнить меня» sets a cookie that ends with the browser", async () => {
		const { id } = await newTeacher(region, "guest")
		expect(await enter(id)).not.toMatch(/Max-Age|Expires/)
	})
})

describe("«Мои сеансы»", () => {
	test("shows where the account is open, the current session first", async () => {
		const actor = await newTeacher(region, "everywhere")
		const here = bearing(await enter(actor.id))
		await enter(actor.id)
		await prisma.session.updateMany({
			where: { personId: actor.id },
			data: { lastSeenAt: new Date(Date.now() - 3 * 3_600_000) },
		})
		const shown = await viewSessions({ actor, sessionId: sessionIdOf(here) })
		const row = {
			device: "Firefox, Linux",
			address: "192.0.2.7",
			lastSeen: expect.stringMatching(/^3.часа назад$/u),
		}
		expect(shown).toMatchObject([
			{ ...row, isCurrent: true },
			{ ...row, isCurrent: false },
		])
	})

	test("ends one session or all others, and does not find another person's session", async () => {
		const [actor, other] = [await newTeacher(region, "tidy"), await newTeacher(region, "neighbour")]
		const here = bearing(await enter(actor.id))
		const there = bearing(await enter(actor.id))
		await enter(actor.id)
		const theirs = bearing(await enter(other.id))
		const sessionId = sessionIdOf(here)
		const keyOf = async (who: typeof actor, browser: Request) =>
			(await viewSessions({ actor: who, sessionId: sessionIdOf(browser) }))[0]?.key ?? ""
		await expect(endOwnSession({ actor, key: await keyOf(other, theirs) })).rejects.toMatchObject({
			code: "not-found",
		})
		await endOwnSession({ actor, key: await keyOf(actor, there) })
		expect(await getActor(bearing(`session=${sessionIdOf(there)}`))).toBeNull()
		expect(await endOwnOtherSessions({ actor, sessionId })).toBe(1)
		expect(await viewSessions({ actor, sessionId })).toMatchObject([{ isCurrent: true }])
		expect(await getActor(bearing(`session=${sessionIdOf(theirs)}`))).not.toBeNull()
	})

	test("shows a key that does not work as a cookie", async () => {
		const actor = await newTeacher(region, "keyless")
		await enter(actor.id)
		const [row] = await viewSessions({ actor, sessionId: null })
		expect(await getActor(bearing(`session=${row?.key}`))).toBeNull()
	})

	test("records the last use, but not at every request", async () => {
		const { id } = await newTeacher(region, "busy")
		const browser = bearing(await enter(id))
		const seenAt = async (ms: number) => {
			const lastSeenAt = new Date(Date.now() - ms)
			await prisma.session.updateMany({ where: { personId: id }, data: { lastSeenAt } })
			await getActor(bearing(`session=${sessionIdOf(browser)}`))
			const after = await prisma.session.findFirstOrThrow({ where: { personId: id } })
			return after.lastSeenAt.getTime() > lastSeenAt.getTime()
		}
		expect(await seenAt(1_000)).toBe(false)
		expect(await seenAt(600_000)).toBe(true)
	})

	test.each([
		[0, "только что"],
		[59 * 60_000, "59 минут назад"],
		[3_600_000, "1 час назад"],
		[50 * 3_600_000, "2 дня назад"],
	])("%i milliseconds ago is «%s»", (ms, words) => {
		expect(agoInWords(ms).replaceAll("\u00a0", " ")).toBe(words)
	})
})

describe("a session's cookie", () => {
	test.each([
		["of nobody", "s_unknown"],
		["empty", ""],
		["huge", "s_".padEnd(8_000, "x")],
		["in other letters", encodeURIComponent("сеанс")],
		["with a statement in it", "s_' OR '1'='1"],
	])("%s gives no access", async (_what, id) => {
		expect(await getActor(bearing(`session=${id}`))).toBeNull()
	})

	test.each([
		["foreign=%D0; session=s_mine", "s_mine"],
		["device=one; session=s_mine; toast=two", "s_mine"],
		["xsession=s_other; session=s_mine", "s_mine"],
		["session=%D0", null],
		[";;;==; session", null],
	])("is found among other cookies: %s", (Cookie, id) => {
		expect(sessionIdOf(new Request("http://localhost:3000/", { headers: { Cookie } }))).toBe(id)
	})

	test("gives no access after the sign-out, shortened, lengthened, in capitals, or as the stored hash", async () => {
		const { id } = await newTeacher(region, "leaves")
		const browser = bearing(await enter(id))
		const secret = sessionIdOf(browser) ?? ""
		const stored = await prisma.session.findFirstOrThrow({ where: { personId: id } })
		for (const forged of [secret.slice(0, -1), `${secret}a`, secret.toUpperCase(), stored.id])
			expect(await getActor(bearing(`session=${forged}`))).toBeNull()
		expect((await getActor(browser))?.id).toBe(id)
		await closeSession(browser)
		expect(await getActor(bearing(`session=${secret}`))).toBeNull()
	})
})

describe("a known device", () => {
	test("is known for the accounts used there, in any case of the login, and for no other", async () => {
		const once = bearing(await rememberDevice(bearing(), "first"))
		const twice = bearing(await rememberDevice(once, "second"))
		const first = await knownDevice(twice, "FIRST")
		expect(first).toHaveLength(22)
		expect(await knownDevice(twice, "second")).not.toBe(first)
		expect(await knownDevice(twice, "third")).toBeNull()
	})

	test("remembers the last five accounts and reveals their logins to nobody", async () => {
		let browser = bearing()
		for (const login of ["one", "two", "three", "four", "five", "sixth"])
			browser = bearing(await rememberDevice(browser, login))
		expect(await knownDevice(browser, "one")).toBeNull()
		expect(await knownDevice(browser, "two")).not.toBeNull()
		const cookie = decodeURIComponent(browser.headers.get("Cookie") ?? "")
		expect(Buffer.from(cookie.slice("device=".length), "base64").toString()).not.toMatch(/two|sixth/u)
	})

	test("is forgotten after half a year", async () => {
		const browser = bearing(await rememberDevice(bearing(), "first"))
		expect(await knownDevice(browser, "first", Date.now() + 179 * 86_400_000)).not.toBeNull()
		expect(await knownDevice(browser, "first", Date.now() + 181 * 86_400_000)).toBeNull()
	})

	test("cannot be forged: it is unknown if it is changed, unsigned, cut, huge or in other letters", async () => {
		const real = (await rememberDevice(bearing(), "first")).split(";")[0] ?? ""
		const value = real.slice("device=".length)
		const unsigned = Buffer.from(
			JSON.stringify([{ account: "0".repeat(32), device: "x".repeat(22), since: Date.now() }]),
		).toString("base64")
		const forged = [
			value.slice(0, -1),
			`A${value}`,
			value.slice(0, 10),
			unsigned,
			`${unsigned}.${value.split(".")[1]}`,
			"x".repeat(12_000),
			"%D0%BA%D0%BB%D1%8E%D1%87",
			"%",
			"",
		]
		expect(await knownDevice(bearing(real), "first")).not.toBeNull()
		for (const one of forged) expect(await knownDevice(bearing(`device=${one}`), "first")).toBeNull()
	})

	test("opens no account by itself", async () => {
		await newTeacher(region, "owner")
		expect(await getActor(bearing(await rememberDevice(bearing(), "owner")))).toBeNull()
	})
})

describe("a letter about a new device", () => {
	const MAIL = "told@school.example"
	const noted = (personId: string, place: Partial<Parameters<typeof noteDevice>[0]>) =>
		noteDevice({
			personId,
			known: false,
			device: "Chrome, Windows",
			address: "192.0.2.1",
			now: NOW,
			...place,
		})

	test("is sent for each new pair of device and address except the first, and not while the cookie exists", async () => {
		const { id } = await newTeacher(region, "told")
		await noted(id, {})
		await noted(id, {})
		expect(await lettersTo(MAIL, "new-sign-in")).toBe(0)
		await noted(id, { address: "192.0.2.9", known: true })
		expect(await lettersTo(MAIL, "new-sign-in")).toBe(0)
		await noted(id, { address: "192.0.2.2" })
		await noted(id, { address: "192.0.2.2" })
		await noted(id, { device: "Safari, iPhone" })
		expect(await lettersTo(MAIL, "new-sign-in")).toBe(2)
	})

	test.each([
		[
			"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 YaBrowser/26.1 Safari/537.36",
			"Яндекс Браузер, Windows",
		],
		[
			"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
			"Edge, Windows",
		],
		["Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari, iPhone"],
		[
			"Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
			"Chrome, Android",
		],
		["<script>alert(1)</script>", "Неизвестное устройство"],
		["", "Неизвестное устройство"],
	])("%s is «%s»", (userAgent, words) => {
		expect(deviceWords(userAgent)).toBe(words)
	})
})
