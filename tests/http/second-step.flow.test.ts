import { Secret, TOTP } from "otpauth"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { DEMO_PASSWORD } from "#prisma/demo/people.ts"
import { startServer, type TestServer } from "../setup/server.ts"

// Signing in with a code, where operators and municipal coordinators must. Plain requests without a browser. Each test
// needs the one before it.

let server: TestServer
beforeAll(async () => {
	server = await startServer({ env: { SECOND_FACTOR: "required" } })
})
afterAll(() => server?.dispose())

type Cookies = Map<string, string>

async function ask(cookies: Cookies, address: string, post?: Record<string, string>) {
	const answer = await fetch(server.url + address, {
		redirect: "manual",
		headers: {
			cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
			...(post && { origin: server.url }),
		},
		...(post && { method: "POST", body: new URLSearchParams(post) }),
	})
	for (const text of answer.headers.getSetCookie()) {
		const [pair = ""] = text.split(";")
		const at = pair.indexOf("=")
		cookies.set(pair.slice(0, at), pair.slice(at + 1))
	}
	return { status: answer.status, to: answer.headers.get("location") ?? "", body: await answer.text() }
}

const login = (cookies: Cookies, username: string, more: Record<string, string> = {}) =>
	ask(cookies, "/login", { username, password: DEMO_PASSWORD, ...more })

/** A code that the account has not used yet. Tests run faster than time steps pass, so each uses the next step. */
const codeOf = (secret: string, ahead: number) =>
	new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * 30_000 })

const operator: Cookies = new Map()
let secret: string
let recovery: string[]

describe("while the second step is required", () => {
	test("an operator without it has no cabinet, and reads how to set it up", async () => {
		expect(await login(operator, "operator")).toMatchObject({ status: 303, to: "/" })
		for (const address of ["/operator", "/operator/users", "/operator/audit", "/operator/machines", "/roles"])
			expect((await ask(operator, address)).status, address).toBe(404)
		const { status, body } = await ask(operator, "/profile")
		expect(status).toBe(200)
		expect(body).toContain("Включите второй шаг входа")
	})

	test("teachers, school coordinators and experts work as before", async () => {
		for (const [username, home] of [
			["teacher", "/teacher"],
			["school", "/school"],
			["expert1", "/expert"],
		] as const) {
			const cookies: Cookies = new Map()
			await login(cookies, username)
			expect((await ask(cookies, home)).status).toBe(200)
		}
	})

	test("setting it up opens the cabinet and shows the recovery codes once", async () => {
		await ask(operator, "/profile/second-factor", { intent: "begin" })
		const page = (await ask(operator, "/profile/second-factor")).body
		secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? "").replaceAll(" ", "")
		const wrong = await ask(operator, "/profile/second-factor", { intent: "confirm", code: "000000" })
		expect(wrong.status).toBe(400)
		expect(wrong.body).toContain("Код не подходит")
		const right = await ask(operator, "/profile/second-factor", {
			intent: "confirm",
			code: codeOf(secret, -1),
		})
		expect(right).toMatchObject({ status: 303, to: "/profile/second-factor" })
		const shown = (await ask(operator, "/profile/second-factor")).body
		recovery = [...shown.matchAll(/<code>([2-9A-Z]{5}-[2-9A-Z]{5})<\/code>/g)].map(([, code = ""]) => code)
		expect(recovery).toHaveLength(10)
		expect((await ask(operator, "/profile/second-factor")).body).not.toContain(recovery[0])
		expect((await ask(operator, "/operator")).status).toBe(200)
	})

	test("it cannot be turned off", async () => {
		const order = { intent: "off", currentPassword: DEMO_PASSWORD }
		const { status, body } = await ask(operator, "/profile/second-factor", order)
		expect(status).toBe(409)
		expect(body).toContain("обязателен")
	})
})

describe("signing in with a code", () => {
	test("begins with the password, which alone gives no access", async () => {
		const cookies: Cookies = new Map()
		const answer = await login(cookies, "operator", { returnTo: "/operator/mail" })
		expect(answer).toMatchObject({ status: 303, to: "/login/code?returnTo=%2Foperator%2Fmail" })
		expect(cookies.has("session")).toBe(false)
		expect((await ask(cookies, "/operator")).to).toMatch(/^\/login/)
		const wrong = await ask(cookies, answer.to, { code: "123456" })
		expect(wrong.status).toBe(400)
		expect(wrong.body).toContain("Код не подходит")
		expect(cookies.has("session")).toBe(false)

		const code = codeOf(secret, 0)
		expect(await ask(cookies, answer.to, { code })).toMatchObject({ status: 303, to: "/operator/mail" })
		expect((await ask(cookies, "/operator/mail")).status).toBe(200)

		const thief: Cookies = new Map()
		await login(thief, "operator")
		expect((await ask(thief, "/login/code", { code })).status).toBe(400)
		expect(thief.has("session")).toBe(false)
	})

	test("accepts a recovery code once, and returns only inside the site", async () => {
		const [code = ""] = recovery
		const cookies: Cookies = new Map()
		await login(cookies, "operator")
		expect(await ask(cookies, "/login/code?returnTo=//evil.example", { code })).toMatchObject({
			status: 303,
			to: "/",
		})
		const again: Cookies = new Map()
		await login(again, "operator")
		expect((await ask(again, "/login/code", { code })).status).toBe(400)
	})

	test("cannot be reached without a password or with a forged cookie", async () => {
		const nobody: Cookies = new Map()
		expect(await ask(nobody, "/login/code")).toMatchObject({ status: 303, to: "/login" })
		expect(await ask(nobody, "/login/code", { code: recovery[1] ?? "" })).toMatchObject({
			status: 303,
			to: "/login",
		})
		const forged: Cookies = new Map([["second-step", btoa(JSON.stringify({ personId: "x", until: 9e15 }))]])
		expect(await ask(forged, "/login/code", { code: "1" })).toMatchObject({ status: 303, to: "/login" })
	})
})

describe("an operator who enters to help", () => {
	let teacherId: string
	let database: pg.Client
	beforeAll(async () => {
		database = new pg.Client({ connectionString: server.databaseUrl })
		await database.connect()
		const { rows } = await database.query(`SELECT "id" FROM "Person" WHERE "username" = 'teacher2'`)
		teacherId = rows[0].id
	})
	afterAll(() => database?.end())

	test("says why, sees the person's pages under a banner, and the person gets a letter", async () => {
		const page = `/roles/help/${teacherId}`
		expect((await ask(operator, page, { intent: "help", reason: "" })).status).toBe(400)
		expect((await ask(operator, page, { intent: "help", reason: "Не находит кнопку" })).status).toBe(303)
		const { status, body } = await ask(operator, "/teacher")
		expect(status).toBe(200)
		expect(body).toContain("Изменить ничего нельзя")
		expect((await ask(operator, "/operator")).status).toBe(404)
		const { rows } = await database.query(
			`SELECT "text" FROM "Letter" WHERE "kind" = 'helped' AND "personId" = $1`,
			[teacherId],
		)
		expect(rows.map(({ text }) => text).join()).toContain("Не находит кнопку")
	})

	test("can change nothing, whatever is sent, and does not see the person's security settings", async () => {
		for (const [address, body] of [
			["/profile", { intent: "data", surname: "Чужая" }],
			["/profile/consent", { understood: "yes" }],
			["/profile/sessions", { intent: "end-others" }],
			["/applications?index", { engagementId: "x" }],
			["/roles", {}],
		] as const) {
			const { status } = await ask(operator, address, body)
			expect([403, 405], address).toContain(status)
		}
		for (const address of [
			"/profile/data.zip",
			"/profile/second-factor",
			"/profile/sessions",
			"/profile/access",
		])
			expect((await ask(operator, address)).status, address).toBe(403)
		const { rows } = await database.query(`SELECT "surname" FROM "Person" WHERE "id" = $1`, [teacherId])
		expect(rows[0].surname).not.toBe("Чужая")
	})

	test("does so only in this session, and returns with one button", async () => {
		const other: Cookies = new Map()
		await login(other, "teacher")
		expect((await ask(other, "/profile")).body).not.toContain("чтобы помочь")
		expect(await ask(operator, "/roles/help/end", {})).toMatchObject({ status: 303, to: "/roles" })
		expect((await ask(operator, "/operator")).status).toBe(200)
	})

	test("cannot enter as another operator or as oneself", async () => {
		const { rows } = await database.query(
			`SELECT "id" FROM "Person" WHERE "username" IN ('operator', 'operator2')`,
		)
		for (const { id } of rows) {
			const { status } = await ask(operator, `/roles/help/${id}`, { intent: "help", reason: "Проверка" })
			expect([403, 404]).toContain(status)
		}
	})
})

test("while the database is down, people are asked to wait, and afterwards everything works again", async () => {
	const { pathname } = new URL(server.databaseUrl)
	const administration = new URL(server.databaseUrl)
	administration.pathname = "/postgres"
	const client = new pg.Client({ connectionString: administration.href })
	await client.connect()
	const name = decodeURIComponent(pathname.slice(1))
	await client.query(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS false`)
	await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name])
	try {
		for (const address of ["/operator", "/profile", "/schedules", "/operator.data"]) {
			const answer = await fetch(server.url + address, {
				redirect: "manual",
				headers: { accept: "text/html", cookie: `session=${operator.get("session")}` },
			})
			expect(answer.status, address).toBe(503)
			expect(await answer.text(), address).toContain("База данных сейчас не отвечает")
		}
		expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
	} finally {
		await client.query(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS true`)
		await client.end()
	}
	await expect.poll(async () => (await ask(operator, "/operator")).status, { timeout: 30_000 }).toBe(200)
})
