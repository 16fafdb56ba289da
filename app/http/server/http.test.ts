import { type AddressInfo, connect } from "node:net"
import express from "express"
import pino from "pino"
import { afterEach, describe, expect, test } from "vitest"
import { alive, ready } from "./health.server.ts"
import { loggablePath, metrics, observe } from "./observe.server.ts"
import {
	contentSecurity,
	knownMethods,
	legibleAddress,
	nonce,
	permissionsAndCaching,
	sameOrigin,
} from "./security.server.ts"

const closers: (() => void)[] = []
afterEach(() => {
	for (const close of closers.splice(0)) close()
})

interface Setting {
	lines?: string[]
	mode?: "production" | "demo"
	behindProxy?: boolean
}

async function serve({ lines = [], mode = "production", behindProxy = false }: Setting = {}) {
	const log = pino({}, { write: (line: string) => void lines.push(line) })
	const app = express()
	app.set("query parser", false)
	app.use(observe(log), nonce, permissionsAndCaching, contentSecurity({ https: false, reloading: false }))
	app.get("/metrics", metrics("a-token-for-the-metrics", behindProxy))
	app.get("/healthz", alive)
	app.get(
		"/readyz",
		ready(() => Promise.reject(new Error("no database")), log),
	)
	app.use(knownMethods, legibleAddress, sameOrigin({ PUBLIC_URL: "https://attestation.example", mode }))
	app.all(
		"/",
		({ headers }, response) => void response.send(`${headers.host} ${headers["x-forwarded-host"]}`),
	)
	const server = app.listen(0, "127.0.0.1")
	closers.push(() => server.close())
	await new Promise((resolve) => server.once("listening", resolve))
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function post(
	origin: string | undefined,
	{ mode, headers = {} }: Setting & { headers?: HeadersInit } = {},
) {
	const url = await serve({ mode })
	return fetch(url, {
		method: "POST",
		headers: { ...headers, ...(origin !== undefined && { origin: origin || url }) },
	})
}

const SITE = "https://attestation.example"

describe("a request that changes something", () => {
	test("is accepted from a page of the public address, whatever a proxy has put into Host", async () => {
		const rewritten = { "X-Forwarded-Host": "backend:3000, other" }
		const answer = await post(SITE, { headers: rewritten })
		expect(answer.status).toBe(200)
		// Remix compares these two with Origin again.
		expect(await answer.text()).toBe("attestation.example undefined")
	})

	test("is accepted in the demo from the requested host too, because people open it under several names", async () => {
		expect((await post("", { mode: "demo" })).status).toBe(200)
		expect((await post("")).status).toBe(403)
	})

	test.each([
		"https://evil.example",
		"http://attestation.example",
		"https://attestation.example:8443",
		"https://attestation.example.evil.example",
		"null",
		"http://127.0.0.1:1",
		"чужой",
	])("is refused from %s", async (origin) => {
		for (const mode of ["production", "demo"] as const) {
			const answer = await post(encodeURI(origin), { mode })
			expect(answer.status).toBe(403)
			expect(await answer.text()).toContain("Откройте страницу заново")
		}
	})

	test("is refused when it does not say where it comes from", async () => {
		expect((await post(undefined)).status).toBe(403)
	})
})

describe("a method", () => {
	test.each(["PUT", "PATCH", "DELETE", "PROPFIND"])("%s is not supported by this site", async (method) => {
		const answer = await fetch(await serve(), { method, headers: { origin: SITE } })
		expect(answer.status).toBe(405)
		expect(answer.headers.get("allow")).toBe("GET, HEAD, POST")
		expect(await answer.text()).toContain("нажмите нужную кнопку")
	})

	test("also answers TRACE and OPTIONS of the whole server", async () => {
		const url = new URL(await serve())
		const trace = await raw(url, "TRACE / HTTP/1.1")
		expect(trace).toMatch(/^HTTP\/1.1 405 /)
		expect(await raw(url, "OPTIONS * HTTP/1.1")).toMatch(/^HTTP\/1.1 204 /)
	})
})

/** Sends a request line that other clients can send but `fetch` cannot. */
function raw({ hostname, port }: URL, line: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(Number(port), hostname, () =>
			socket.write(`${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
		)
		let answer = ""
		socket.setEncoding("utf8")
		socket.on("data", (part) => {
			answer += part
		})
		socket.once("end", () => resolve(answer)).once("error", reject)
	})
}

describe("an address that no page of this site produces", () => {
	test.each([
		["with a character that no database takes", "/?q=%00"],
		["with such a character in its path", "/files/a%00b"],
		["that is half encoded", "/%E0%A4%A"],
		["with more parameters than a page has", `/?${"a&".repeat(101)}`],
		["that asks Remix for the data of one route", "/?_data=root"],
	])("%s is refused", async (_, address) => {
		const answer = await fetch((await serve()) + address)
		expect(answer.status).toBe(400)
		expect(await answer.text()).toContain("недопустимый знак")
	})

	test("is refused when it is longer than any, and when it names another server", async () => {
		const url = await serve()
		expect((await fetch(`${url}/?q=${"a".repeat(5_000)}`)).status).toBe(414)
		expect(await raw(new URL(url), "GET http://evil.example/ HTTP/1.1")).toMatch(/^HTTP\/1.1 400 /)
		expect((await fetch(`${url}/?q=%D0%AF&q=2`)).status).toBe(200)
	})
})

describe("an answer", () => {
	test("allows scripts by a nonce that never repeats, and no foreign frame", async () => {
		const url = await serve()
		const policies = [await fetch(url), await fetch(url)].map((a) => a.headers.get("content-security-policy"))
		expect(policies[0]).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}'/)
		expect(policies[0]).toContain("frame-ancestors 'none'")
		expect(policies[0]).not.toContain("unsafe-inline")
		expect(policies[0]).not.toBe(policies[1])
	})

	test("keeps the referrer inside the site, so that forms carry their origin", async () => {
		expect((await fetch(await serve())).headers.get("referrer-policy")).toBe("same-origin")
	})
})

describe("every answer, including a refusal,", () => {
	test.each([
		"/",
		"/healthz",
		"/readyz",
		"/metrics",
		"/?_data=root",
	])("has the security headers: %s", async (address) => {
		const { headers } = await fetch((await serve()) + address)
		expect(headers.get("cache-control")).toBe("no-store")
		expect(headers.get("permissions-policy")).toContain("camera=()")
		expect(headers.get("x-content-type-options")).toBe("nosniff")
		expect(headers.get("content-security-policy")).toContain("default-src 'self'")
	})

	test("that refuses is a Russian page for a browser and Russian text for a program", async () => {
		const url = `${await serve()}/?_data=root`
		const page = await fetch(url, { headers: { Accept: "text/html,*/*" } })
		expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8")
		expect(await page.text()).toMatch(/<html lang="ru">[\s\S]*<h1>Запрос не принят<\/h1>/)
		const text = await fetch(url)
		expect(text.headers.get("content-type")).toBe("text/plain; charset=utf-8")
		expect(text.headers.get("content-language")).toBe("ru")
	})
})

describe("the log", () => {
	test("contains neither queries nor one-time tokens", () => {
		expect(loggablePath("/school/teachers?surname=Иванова")).toBe("/school/teachers")
		expect(loggablePath("/invite/abcDEF123.data?x=1")).toBe("/invite/….data")
		expect(loggablePath("/password/reset/abcDEF123")).toBe("/password/reset/…")
		expect(loggablePath("/calendar/abcDEF123.ics")).toBe("/calendar/….ics")
	})

	test("has one line for each request, found by the id in the answer", async () => {
		const lines: string[] = []
		const answer = await fetch(`${await serve({ lines })}/?surname=Иванова`)
		await answer.text()
		await expect.poll(() => lines.length).toBe(1)
		expect(lines[0]).toContain(answer.headers.get("x-request-id"))
		expect(lines[0]).not.toContain("surname")
	})
})

describe("the addresses for machines", () => {
	test("distinguish between being alive and being ready", async () => {
		const url = await serve()
		expect((await fetch(`${url}/healthz`)).status).toBe(200)
		expect((await fetch(`${url}/readyz`)).status).toBe(503)
	})

	test("give metrics to this machine and with the token, but not to a visitor behind the proxy", async () => {
		const url = `${await serve()}/metrics`
		const stranger = { "x-forwarded-for": "203.0.113.7" }
		expect(await (await fetch(url)).text()).toContain("http_request_duration_seconds_bucket")
		expect((await fetch(url, { headers: stranger })).status).toBe(404)
		const authorization = "Bearer a-token-for-the-metrics"
		expect((await fetch(url, { headers: { ...stranger, authorization } })).status).toBe(200)
		expect((await fetch(url, { headers: { ...stranger, authorization: "Bearer guess" } })).status).toBe(404)
		for (const name of ["forwarded", "via", "x-real-ip", "x-forwarded-host"])
			expect((await fetch(url, { headers: { [name]: "x" } })).status).toBe(404)
	})

	test("give metrics only with the token when the settings say that there is a proxy", async () => {
		const url = `${await serve({ behindProxy: true })}/metrics`
		expect((await fetch(url)).status).toBe(404)
		const headers = { authorization: "Bearer a-token-for-the-metrics" }
		expect((await fetch(url, { headers })).status).toBe(200)
	})
})
