import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { measureFirstPage, READABLE_BYTES } from "../bench/first-page.ts"
import { startServer, type TestServer } from "../setup/server.ts"
import { startProxy, wire } from "./wire.ts"

// What a stranger may send to the server. Each time the server answers in Russian, and it answers the next request too.

const PASSWORD = "Attestation-2026"
const FORM = "application/x-www-form-urlencoded"

let server: TestServer
beforeAll(async () => {
	server = await startServer()
})
afterAll(() => server?.dispose())

const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
	fetch(server.url + path, {
		method: "POST",
		body,
		headers: { Origin: server.url, ...headers },
		redirect: "manual",
	})

async function signIn(username: string, to = server.url, origin = server.url): Promise<Response> {
	const body = new URLSearchParams({ username, password: PASSWORD })
	return fetch(`${to}/login`, { method: "POST", body, headers: { Origin: origin }, redirect: "manual" })
}
const cookieOf = (answer: Response) =>
	answer.headers
		.getSetCookie()
		.map((cookie) => cookie.split(";")[0])
		.join("; ")

const multipart = (boundary: string, parts: string[]) =>
	`${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`
const field = (name: string, value = "x") => `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`

describe("a form sent by a visitor", () => {
	test.each<[what: string, body: BodyInit, type: string | undefined]>([
		["an index of ten million", "username[10000000]=x", FORM],
		["a name 100,000 levels deep", `${"a.".repeat(100_000)}a=x`, FORM],
		["nested brackets", `username${"[a]".repeat(50_000)}=x`, FORM],
		["ten thousand fields", "username=a&".repeat(10_000), FORM],
		["a field of 300 kB", `username=${"a".repeat(300_000)}`, FORM],
		["five megabytes", `username=${"a".repeat(5_000_000)}`, FORM],
		["the name of every object's prototype", "__proto__=x&__proto__.polluted=y", FORM],
		["the name of a constructor", "constructor=x&constructor.prototype.polluted=y", FORM],
		["a dot in a name", "a.b=x", FORM],
		["zero bytes", "user%00name=x&password=%00", FORM],
		["half of an encoding", "username=%E0%A4%A&password=%", FORM],
		["bytes that are no UTF-8", Buffer.from("757365726e616d653dfffec0c1", "hex"), FORM],
		["nothing", "", FORM],
		["no type", Buffer.from("username=x"), ""],
		["a type of its own spelling", "username[1]=x", "Application/X-WWW-Form-URLEncoded ; charset=KOI8-R"],
		["JSON", '{"__proto__":{"polluted":1}}', "application/json"],
		["XML", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "text/xml"],
		["parts without a boundary", multipart("b", [field("username")]), "multipart/form-data"],
		["parts with an empty boundary", multipart("", [field("username")]), 'multipart/form-data; boundary=""'],
		[
			"ten thousand parts",
			multipart(
				"b",
				Array.from({ length: 10_000 }, (_, n) => field(`f${n}`)),
			),
			"multipart/form-data; boundary=b",
		],
		["an endless header", `--b\r\nX: ${"y".repeat(2_000_000)}`, "multipart/form-data; boundary=b"],
		[
			"ten thousand headers of a part",
			`--b\r\n${"X-A: b\r\n".repeat(10_000)}\r\nx\r\n--b--\r\n`,
			"multipart/form-data; boundary=b",
		],
		[
			"parts within parts",
			`--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\n--c--\r\n--b--\r\n`,
			"multipart/form-data; boundary=b",
		],
		[
			"a part with an index",
			multipart("b", [field("username[10000000]")]),
			"multipart/form-data; boundary=b",
		],
		[
			"a part without a name",
			multipart("b", ["Content-Disposition: form-data\r\n\r\nx"]),
			"multipart/form-data; boundary=b",
		],
		[
			"a part that ends too soon",
			"--b\r\nContent-Disposition: form-data; name=",
			"multipart/form-data; boundary=b",
		],
		[
			"a file where none is taken",
			multipart("b", [`Content-Disposition: form-data; name="username"; filename="a.exe"\r\n\r\nMZ`]),
			"multipart/form-data; boundary=b",
		],
	])("with %s is refused, while everybody else is served", async (_, body, type) => {
		const answer = await post("/login", body, type === undefined ? {} : { "Content-Type": type })
		expect(answer.status).toBe(400)
		expect(await answer.text()).toMatch(/[а-яё]{4}/)
		expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
	})

	test("of each kind does not let the memory of the process grow", async () => {
		const metrics = await (await fetch(`${server.url}/metrics`)).text()
		const resident = Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1])
		expect(resident).toBeGreaterThan(50 * 2 ** 20)
		expect(resident).toBeLessThan(600 * 2 ** 20)
	})

	test("sent as the data of a page is read by the same reader", async () => {
		expect((await post("/login.data", "username[10000000]=x", { "Content-Type": FORM })).status).toBe(400)
	})
})

describe("a connection", () => {
	const head = (lines: string[]) =>
		[
			`POST /login HTTP/1.1`,
			`Host: localhost`,
			`Origin: ${server.url}`,
			`Content-Type: ${FORM}`,
			...lines,
			"",
			"",
		].join("\r\n")

	test.each([
		["is cut in the middle of a chunk", ["Transfer-Encoding: chunked"], "5\r\nuse"],
		["is cut before all of the announced length has come", ["Content-Length: 1000"], "username=x"],
		[
			"is cut inside a file",
			["Content-Length: 900000"],
			`--b\r\nContent-Disposition: form-data; name="f"; filename="a.pdf"\r\n\r\n%PDF`,
		],
	])("that %s disturbs nobody and is not logged as our failure", async (_, lines, body) => {
		const said = server.output().length
		await wire(server.url, head(lines) + body, { hangUp: true })
		expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
		expect((await fetch(`${server.url}/login`)).status).toBe(200)
		expect(server.output().slice(said)).toBe("")
	})

	test.each([
		["brings more than it announced", ["Content-Length: 3", "Connection: close"], "a=b&c=d and more"],
		["announces two lengths", ["Content-Length: 3", "Content-Length: 4", "Connection: close"], "a=b"],
		[
			"announces a length and chunks",
			["Content-Length: 3", "Transfer-Encoding: chunked", "Connection: close"],
			"0\r\n\r\n",
		],
		["sends a chunk of no size", ["Transfer-Encoding: chunked", "Connection: close"], "zz\r\n"],
	])("that %s is answered 400", async (_, lines, body) => {
		expect(await wire(server.url, head(lines) + body)).toMatch(/^HTTP\/1\.1 400 /)
	})

	test.each([
		["TRACE", "TRACE /login", 405],
		["OPTIONS of the server", "OPTIONS *", 204],
		["PUT", "PUT /login", 405],
		["a foreign address", "GET http://evil.example/", 400],
		["an address without a beginning", "GET login", 400],
	])("with %s gets an answer", async (_, line, status) => {
		const bytes = `${line} HTTP/1.1\r\nHost: localhost\r\nOrigin: ${server.url}\r\nConnection: close\r\n\r\n`
		expect(await wire(server.url, bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
	})

	test("with cookies of 10 kB, hundreds of them and forged ones gets its page", async () => {
		for (const cookie of [
			`toast=${"a".repeat(10_000)}`,
			"toast=x; ".repeat(900),
			`toast=${btoa("{}")}.forged`,
		]) {
			const answer = await fetch(`${server.url}/login`, { headers: { Cookie: cookie } })
			expect(answer.status).toBe(200)
		}
	})

	test("with headers longer than any browser's is refused", async () => {
		const bytes = `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"y".repeat(40_000)}\r\nConnection: close\r\n\r\n`
		expect(await wire(server.url, bytes)).toMatch(/^HTTP\/1\.1 431 /)
	})
})

describe("a person who signs in", () => {
	test.each([
		"/%09/evil.example",
		"//evil.example",
		"/\t/evil.example",
		"/.//evil.example",
		"https://evil.example",
		"/\\evil.example",
	])("is never led to another site by %j", async (returnTo) => {
		const body = new URLSearchParams({ username: "operator", password: PASSWORD, returnTo })
		const answer = await post("/login", body)
		expect(answer.status).toBe(303)
		const to = new URL(answer.headers.get("location") ?? "", server.url)
		expect(to.origin).toBe(server.url)
		const asGuest = await fetch(`${server.url}/login?${new URLSearchParams({ returnTo })}`)
		expect(asGuest.status).toBe(200)
	})

	test.each(["/%0a/", "/я", "/я?имя=Анна#место"])("is led to %j of this site", async (returnTo) => {
		const cookie = cookieOf(await signIn("operator"))
		const address = `${server.url}/login?${new URLSearchParams({ returnTo })}`
		const answer = await fetch(address, { headers: { Cookie: cookie }, redirect: "manual" })
		expect(answer.status).toBe(303)
		expect(new URL(answer.headers.get("location") ?? "", server.url).origin).toBe(server.url)
	})

	test("through a proxy that rewrites Host is accepted, and so are the following forms", async () => {
		const proxy = await startProxy(server.url, {
			host: "backend.internal:8080",
			"x-forwarded-host": "backend.internal",
			"x-forwarded-for": "203.0.113.7",
		})
		const answer = await signIn("teacher", proxy.url)
		expect(answer.status).toBe(303)
		const left = await fetch(`${proxy.url}/logout`, {
			method: "POST",
			headers: { Origin: server.url, Cookie: cookieOf(answer), Referer: `${server.url}/teacher` },
			redirect: "manual",
		})
		expect([left.status, left.headers.get("location")]).toEqual([303, "/login"])
		expect((await fetch(`${proxy.url}/metrics`)).status).toBe(404)
		proxy.close()
	})

	test("with a wrong password too often is told how long to wait", async () => {
		let answer = await post("/login", new URLSearchParams({ username: "nobody", password: "wrong-password" }))
		for (let tries = 0; tries < 60 && answer.status !== 429; tries += 1)
			answer = await post("/login", new URLSearchParams({ username: "nobody", password: "wrong-password" }))
		expect(answer.status).toBe(429)
		expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0)
	})
})

describe("a file's address", () => {
	test.each([
		"/files/unknown",
		"/operator/machines/unknown.svg",
		"/applications/unknown/form.docx",
	])("%s that does not exist is refused in Russian, as a page for a browser", async (address) => {
		const headers = { Cookie: cookieOf(await signIn("operator")) }
		const text = await fetch(server.url + address, { headers })
		expect(text.status).toBe(404)
		expect(text.headers.get("content-type")).toBe("text/plain; charset=utf-8")
		expect(await text.text()).toContain("Такой страницы нет")
		const answer = await fetch(server.url + address, {
			method: "POST",
			headers: { ...headers, Origin: server.url },
		})
		expect(answer.status).toBe(405)
		expect(await answer.text()).toMatch(/^Вернитесь/)
		expect(text.headers.get("cache-control")).toContain("no-store")
		expect(text.headers.get("permissions-policy")).toContain("camera=()")
	})
})

test("lets the browser store scripts and fonts, but not pages", async () => {
	const page = await fetch(`${server.url}/login`)
	expect(page.headers.get("cache-control")).toBe("no-store")
	const [script = ""] = /\/assets\/[\w.-]+\.js/.exec(await page.text()) ?? []
	const kept = async (address: string) => (await fetch(server.url + address)).headers.get("cache-control")
	expect(await kept(script)).toBe("public, max-age=31536000, immutable")
	expect(await kept("/favicon.svg")).toBe("public, max-age=86400")
	expect(await kept("/assets/none.js")).toBe("no-store")
})

test.each([
	"/",
	"/login",
	"/register",
	"/password/forgot",
])("shows %s on a slow line before any script", async (address) => {
	const { document, styles, early, scripts } = await measureFirstPage(server.url + address)
	expect(early).toBe(0)
	expect(scripts > 0).toBe(address !== "/")
	expect(document + styles).toBeLessThan(READABLE_BYTES)
})

test("lets browsers store the public schedules, and only a person's own browser when they are signed in", async () => {
	const ask = (headers: Record<string, string> = {}) => fetch(`${server.url}/schedules`, { headers })
	const first = await ask()
	expect(first.headers.get("cache-control")).toBe("public, max-age=60, stale-while-revalidate=600")
	expect(first.headers.get("vary")).toContain("Cookie")
	const kept = { "If-None-Match": first.headers.get("etag") ?? "" }
	const second = await ask(kept)
	expect(second.status).toBe(304)
	expect(await second.text()).toBe("")
	// The kept page's scripts carry the nonce of the first answer.
	expect(second.headers.get("content-security-policy")).toBeNull()
	expect(second.headers.get("etag")).toBe(kept["If-None-Match"])
	const signedIn = await ask({ ...kept, Cookie: cookieOf(await signIn("teacher")) })
	expect(signedIn.status).toBe(200)
	expect(signedIn.headers.get("cache-control")).toBe("private, no-cache")
	const missing = await fetch(`${server.url}/schedules/2099-13`)
	expect([missing.status, missing.headers.get("cache-control")]).toEqual([404, "no-store"])
})

describe("the data of a page", () => {
	const contacts = (text: string) =>
		new Set(text.match(/[\w.+-]{1,40}@[\w-]{1,40}\.[a-z]{2,6}|\+7 \d{3} \d{3}-\d\d-\d\d/g))
	/** The page without the data in the scripts at its end. */
	const shown = (html: string) => html.replace(/<script\b[\s\S]*?<\/script>/g, "")

	test.each([
		["municipal", "/municipality/attestation", /\/municipality\/attestation\/[\w-]+/],
		["municipal", "/municipality/registration", /\/municipality\/[a-z]+\/[\da-f-]{36}/],
		["municipal", "/municipality/scheduling", /\/municipality\/scheduling\/[\w-]{20,}/],
		["expert1", "/expert/attestation", /\/expert\/attestation\/[\w-]{20,}/],
		["operator", "/operator/applications", /\/operator\/applications\/[\w-]{20,}/],
		["school", "/school/applications", /\/school\/applications\/[\w-]{20,}/],
	])("that %s sees at %s contains no phone and no e-mail that the page does not show", async (who, list, link) => {
		const headers = { Cookie: cookieOf(await signIn(who)) }
		const read = async (address: string) => {
			const answer = await fetch(server.url + address, { headers })
			expect(answer.status).toBe(200)
			return answer.text()
		}
		const page = await read(list)
		const [one] = link.exec(shown(page)) ?? []
		expect(one).toBeDefined()
		for (const address of [list, one ?? ""]) {
			const visible = contacts(shown(await read(address)))
			const hidden = [...contacts(await read(`${address}.data`))].filter((contact) => !visible.has(contact))
			expect(hidden).toEqual([])
		}
	})
})
