import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { DEMO_PASSWORD } from "#prisma/demo/people.ts"
import { PATIENCE } from "../setup/patience.ts"
import { startServer, type TestServer } from "../setup/server.ts"

// Sends invalid links and cookies to the built program. Plain requests, no browser.

let server: TestServer
beforeAll(async () => {
	server = await startServer({ data: "demo", env: { LOG_LEVEL: "info" } })
})
afterAll(() => server?.dispose())

const get = (address: string, headers: Record<string, string> = {}) =>
	fetch(`${server.url}${address}`, { redirect: "manual", headers })

const post = (address: string, fields: Record<string, string>, cookie = "") =>
	fetch(`${server.url}${address}`, {
		method: "POST",
		redirect: "manual",
		headers: { origin: server.url, ...(cookie && { cookie }) },
		body: new URLSearchParams(fields),
	})

const signIn = (username: string, password = DEMO_PASSWORD, cookie = "") =>
	post("/login", { username, password }, cookie)

/** The cookies of an answer, in the form in which the next request sends them. */
const cookiesOf = (answer: Response) =>
	answer.headers
		.getSetCookie()
		.map((one) => one.split(";")[0] ?? "")
		.filter((one) => !one.endsWith("="))
const named = (answer: Response, name: string) =>
	cookiesOf(answer).find((one) => one.startsWith(`${name}=`)) ?? ""

const resetLetters = (username: string) =>
	server.mail.lettersTo(`${username}@demo.example`).filter(({ subject }) => subject === "Сброс пароля")

/** Requests a link and takes it from the letter. */
async function resetLink(username: string): Promise<string> {
	const before = resetLetters(username).length
	expect((await post("/password/forgot", { username })).status).toBe(200)
	await expect.poll(() => resetLetters(username).length, PATIENCE).toBe(before + 1)
	return new URL(resetLetters(username).at(-1)?.links[0] ?? "").pathname
}

/** Every kind of link that is a secret: its address, and what its form sends. */
const KINDS = [
	["/password/reset/…", { password: "a-new-word-of-mine" }],
	["/email/confirm/…", {}],
	["/invite/…", { username: "intruder", password: "a-new-word-of-mine" }],
	["/photos/…", { intent: "add" }],
	["/photos/…/uploads", { intent: "add" }],
	["/calendar/….ics", {}],
] as const
const linkOf = (kind: string, token: string) => kind.replace("…", token)

const FORGED = [
	["unknown", "x".repeat(43)],
	["cut short", "abc"],
	["huge", "x".repeat(6_000)],
	["in Russian letters", encodeURIComponent("ключ")],
	["in letters of another script", encodeURIComponent("鍵🔑")],
	["with a quotation mark", encodeURIComponent("' OR '1'='1")],
	["with a sign that is none", "%00"],
	["with half a letter", "%D0"],
	["a path", "..%2F..%2Fprofile"],
] as const

describe.each(KINDS)("a link %s", (kind, fields) => {
	test.each(FORGED)("%s: a Russian page and no fault of the program", async (_what, token) => {
		const address = linkOf(kind, token)
		for (const answer of [await get(address), await post(address, fields)]) {
			expect(answer.status).toBeLessThan(500)
			expect(await answer.text()).toMatch(/[А-Яа-я]{5}/)
			expect(answer.headers.getSetCookie().join()).not.toMatch(/session=[rs]_/)
		}
	})
})

describe("a link of one kind", () => {
	test("is invalid as another kind, works once as its own kind, and is invalid afterwards", async () => {
		const link = await resetLink("pedagog4")
		const token = link.split("/").at(-1) ?? ""
		expect(await (await get(`/email/confirm/${token}`)).text()).toContain("Ссылка больше не действует")
		expect(await (await get(`/invite/${token}`)).text()).toContain("Приглашение больше не действует")
		const password = "a-new-word-of-mine"
		const answer = await post(link, { password })
		expect(answer.status).toBe(303)
		expect((await post(link, { password: "another-word-of-mine" })).status).toBe(409)
		expect(await (await get(link)).text()).toContain("Ссылка больше не действует")
		expect((await signIn("pedagog4", password)).status).toBe(303)
	})

	test("five requests for one person leave five links, of which the first one works", async () => {
		const first = await resetLink("pedagog6")
		for (let turn = 0; turn < 4; turn += 1) await resetLink("pedagog6")
		expect((await post("/password/forgot", { username: "pedagog6" })).status).toBe(200)
		expect((await post(first, { password: "a-new-word-of-mine" })).status).toBe(303)
		expect(resetLetters("pedagog6")).toHaveLength(5)
	})

	test("does not accept a common password, and says why", async () => {
		const link = await resetLink("pedagog7")
		const answer = await post(link, { password: "qwerty123" })
		expect(answer.status).toBe(400)
		expect(await answer.text()).toContain("слишком распространён")
	})
})

/** What other kinds of links answer to a token of this kind: nothing that the token opens. */
async function expectNothingElse(token: string, own: string) {
	for (const [kind] of KINDS.filter(([kind]) => !kind.startsWith(own))) {
		const answer = await get(linkOf(kind, token))
		const text = await answer.text()
		expect(answer.status === 404 || /больше не действует/.test(text), kind).toBe(true)
	}
}

describe("a secret address", () => {
	const sessionOf = async (username: string) => named(await signIn(username), "session")

	test("of a telephone takes photographs of one paper, signs nobody in, and is replaced by the next one", async () => {
		const cookie = await sessionOf("pedagog2")
		const page = await (await get("/teacher/submit", { cookie })).text()
		const [, application = ""] = /\/applications\/([\w-]{36})\//.exec(page) ?? []
		const place = `/applications/${application}/photos?kind=signed_application`
		const make = async (by: string) => {
			const answer = await post(place, { intent: "phone" }, by)
			return [answer.status, /\/photos\/([\w-]{43})/.exec(await answer.text())?.[1] ?? ""] as const
		}
		// A colleague of another school, and nobody, get no link.
		expect((await make(await sessionOf("school2")))[1]).toBe("")
		expect((await make(""))[1]).toBe("")
		const [, first] = await make(cookie)
		const [, second] = await make(cookie)
		expect(first).toHaveLength(43)
		expect(second).not.toBe(first)
		expect(await (await get(`/photos/${first}`)).text()).toContain("Ссылка больше не действует")
		const opened = await get(`/photos/${second}`)
		expect(await opened.text()).toContain("Сфотографируйте")
		expect(opened.headers.getSetCookie().join()).not.toContain("session=")
		await expectNothingElse(second, "/photos/…")
		// It is no way to the pages already taken, nor to any other paper.
		expect((await get(place)).status).toBe(303)
	})

	test("of a calendar is read without signing in until its owner switches it off, and opens nothing else", async () => {
		const cookie = await sessionOf("pedagog3")
		const make = async () => {
			expect((await post("/calendar?index", { intent: "open" }, cookie)).status).toBe(303)
			const text = await (await get("/calendar", { cookie })).text()
			return /\/calendar\/([\w-]{20,})\.ics/.exec(text)?.[1] ?? ""
		}
		const first = await make()
		const second = await make()
		expect((await get(`/calendar/${first}.ics`)).status).toBe(404)
		const feed = await get(`/calendar/${second}.ics`)
		expect(feed.status).toBe(200)
		expect(feed.headers.getSetCookie()).toEqual([])
		await expectNothingElse(second, "/calendar/….ics")
		await post("/calendar?index", { intent: "revoke" }, cookie)
		expect((await get(`/calendar/${second}.ics`)).status).toBe(404)
	})

	test("that confirms an e-mail works for its kind and its address", async () => {
		const form = {
			...{ surname: "Новикова", name: "Зоя", patronymic: "", municipalityCode: "tomsk", consent: "on" },
			...{ username: "novikova", password: "a-new-word-of-mine", mobilePhone: "+7 900 111-22-33" },
			...{ email: "novikova@demo.example", emailAgain: "novikova@demo.example" },
			...{ positionCode: "vospitatel", subjectId: "" },
		}
		// Without scripts the organisations of a municipality come with an answer of the server.
		const choices = await (await post("/register", { ...form, intent: "organisations" })).text()
		const [, organisationId = ""] =
			/name="organisationId"[\s\S]*?<option value="([\w-]{36})"/.exec(choices) ?? []
		const answer = await post("/register", { ...form, organisationId })
		expect(answer.status, (await answer.text()).replace(/<[^>]+>/g, " ").slice(0, 400)).toBe(303)
		await expect.poll(() => server.mail.lettersTo("novikova@demo.example").length, PATIENCE).toBe(1)
		const [letter] = server.mail.lettersTo("novikova@demo.example")
		const link = new URL(letter?.links.find((one) => one.includes("/email/confirm/")) ?? "").pathname
		await expectNothingElse(link.split("/").at(-1) ?? "", "/email/confirm/…")
		expect((await post(link, {})).status).toBe(303)
		// People press the button twice. It confirms the same address again, and signs nobody in.
		const again = await post(link, {})
		expect([again.status, again.headers.get("location")]).toEqual([303, "/login"])
		expect(named(again, "session")).toBe("")
	})
})

describe("the session of an operator who helps", () => {
	test("alone shows the person's pages, until the operator ends it or signs out", async () => {
		const [helper, other] = [
			named(await signIn("operator"), "session"),
			named(await signIn("operator2"), "session"),
		]
		const person = /\/roles\/help\/([\w-]{36})/.exec(
			await (await get(`/roles?name=${encodeURIComponent("Третьякова")}`, { cookie: helper })).text(),
		)?.[1]
		expect(person).toBeDefined()
		const sees = async (cookie: string) => (await get("/teacher", { cookie })).status
		const begin = () => post(`/roles/help/${person}`, { reason: "Не видит документы." }, helper)
		const begun = await begin()
		expect([begun.status, named(begun, "help")]).toEqual([303, ""])
		expect(await sees(helper)).toBe(200)
		expect(await sees(other)).toBe(404)
		expect((await post("/roles/help/end", {}, helper)).status).toBe(303)
		expect(await sees(helper)).toBe(404)

		await begin()
		expect(await sees(helper)).toBe(200)
		// A new session of the same operator helps nobody.
		const again = named(await signIn("operator"), "session")
		expect(await sees(again)).toBe(404)
		expect((await post("/logout", {}, helper)).status).toBe(303)
		expect(await sees(helper)).toBe(303)
	})
})

describe("cookies", () => {
	test.each([
		["a session of nobody", "session=s_unknown"],
		["a huge session", `session=${"x".repeat(7_000)}`],
		["a session in Russian letters", `session=${encodeURIComponent("сеанс")}`],
		["half a letter", "session=%D0; device=%D0; toast=%D0"],
		["a forged device", "device=W10=.forged"],
		["no cookie at all", ";;;==; =x; session"],
	])("%s: nobody is signed in, and the sign-in page is shown", async (_what, cookie) => {
		expect((await get("/login", { cookie })).status).toBe(200)
		expect((await get("/teacher", { cookie })).status).toBe(303)
		expect((await signIn("pedagog8", "Wrong-word-1", cookie)).status).toBe(400)
	})

	test("of a session from before the sign-in no longer work, and neither do those from before a sign-out", async () => {
		const planted = named(await signIn("pedagog9"), "session")
		const fresh = named(await signIn("teacher2", DEMO_PASSWORD, planted), "session")
		expect((await get("/teacher", { cookie: planted })).status).toBe(303)
		expect((await get("/teacher", { cookie: fresh })).status).toBe(200)
		expect((await post("/logout", {}, fresh)).status).toBe(303)
		expect((await get("/teacher", { cookie: fresh })).status).toBe(303)
	})

	test("of other sessions stop working at once through «Мои сеансы»", async () => {
		const [here, there] = [
			named(await signIn("pedagog10"), "session"),
			named(await signIn("pedagog10"), "session"),
		]
		expect((await post("/profile/sessions", { intent: "end-others" }, here)).status).toBe(303)
		expect((await get("/profile", { cookie: there })).status).toBe(303)
		expect((await get("/profile/sessions", { cookie: here })).status).toBe(200)
		expect((await post("/profile/sessions", { intent: "end", session: "another" }, here)).status).toBe(404)
	})
})

describe("limits", () => {
	test("check only ten of forty guesses at once, tell the others when to try again, and admit the owner's device", async () => {
		const owner = await signIn("pedagog11")
		const device = named(owner, "device")
		const guesses = await Promise.all(Array.from({ length: 40 }, () => signIn("pedagog11", "Wrong-word-1")))
		const statuses = guesses.map(({ status }) => status)
		expect(statuses.filter((status) => status === 400)).toHaveLength(10)
		const limited = guesses.filter(({ status }) => status === 429)
		expect(limited).toHaveLength(30)
		for (const answer of limited) expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(60)
		expect((await signIn("pedagog11")).status).toBe(429)
		expect((await signIn("pedagog11", DEMO_PASSWORD, device)).status).toBe(303)
		await server.restart()
		expect((await signIn("pedagog11")).status).toBe(429)
		expect((await signIn("pedagog11", DEMO_PASSWORD, device)).status).toBe(303)
	})

	test("are not used up by a page of another site, which learns nothing", async () => {
		const asks = (site: string) => get("/register/username?username=teacher", { "sec-fetch-site": site })
		for (let turn = 0; turn < 65; turn += 1)
			expect(await (await asks("cross-site")).text()).not.toContain("занято")
		expect(await (await asks("same-origin")).text()).toContain("занято")
	})
})

describe("a blocked account", () => {
	test("is signed out at once by an operator, and can sign in when it is unblocked", async () => {
		const operator = named(await signIn("operator"), "session")
		const person = named(await signIn("pedagog13"), "session")
		const form = { username: "pedagog13", reason: "Проверка." }
		expect((await post("/operator/users", { intent: "block", ...form }, person)).status).toBe(404)
		expect((await post("/operator/users", { intent: "block", ...form }, operator)).status).toBe(303)
		expect((await get("/teacher", { cookie: person })).status).toBe(303)
		expect((await signIn("pedagog13")).status).toBe(403)
		expect(await (await get("/operator/users", { cookie: operator })).text()).toContain("Проверка.")
		expect((await post("/operator/users", { intent: "unblock", ...form }, operator)).status).toBe(303)
		expect((await signIn("pedagog13")).status).toBe(303)
	})
})

test("the security log says what happened, to whom and from where, and contains no secret", () => {
	const lines = server
		.output()
		.split("\n")
		.filter((line) => line.startsWith("{"))
		.map((line) => JSON.parse(line) as { security?: Record<string, unknown> })
		.flatMap(({ security }) => (security ? [security] : []))
	const one = (event: string, outcome: string) =>
		lines.find((line) => line.event === event && line.outcome === outcome)
	const account = expect.stringMatching(/^[0-9a-f-]{36}$/)
	const address = expect.stringMatching(/127\.0\.0\.1|::1/)
	for (const [event, outcome] of [
		["sign-in", "done"],
		["sign-in", "failed"],
		["sign-in", "refused"],
		["sign-out", "done"],
		["session.end", "done"],
		["password.reset-request", "done"],
		["password.change", "done"],
		["account.block", "done"],
		["access", "refused"],
	] as const)
		expect(one(event, outcome), `${event} ${outcome}`).toMatchObject({ account, address })
	expect(one("limit", "refused")).toMatchObject({ account: null, address })
	const all = JSON.stringify(lines)
	for (const secret of [
		DEMO_PASSWORD,
		"Wrong-word-1",
		"a-new-word-of-mine",
		"pedagog",
		"@demo.example",
		"session=",
	])
		expect(all).not.toContain(secret)
})
