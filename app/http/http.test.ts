import type { AddressInfo } from "node:net"
import express from "express"
import pino from "pino"
import { afterEach, describe, expect, test } from "vitest"
import { alive, ready } from "./health.server.ts"
import { loggablePath, metrics, observe } from "./observe.server.ts"
import { contentSecurity, legibleAddress, nonce, sameOrigin } from "./security.server.ts"

const closers: (() => void)[] = []
afterEach(() => {
	for (const close of closers.splice(0)) close()
})

async function serve(lines: string[] = []) {
	const log = pino({}, { write: (line: string) => void lines.push(line) })
	const app = express()
	app.use(observe(log), nonce, contentSecurity({ https: false, reloading: false }))
	app.get("/metrics", metrics("a-token-for-the-metrics"))
	app.get("/healthz", alive)
	app.get(
		"/readyz",
		ready(() => Promise.reject(new Error("no database")), log),
	)
	app.use(legibleAddress, sameOrigin("https://attestation.example"))
	app.all("/", (_request, response) => void response.send("done"))
	const server = app.listen(0, "127.0.0.1")
	closers.push(() => server.close())
	await new Promise((resolve) => server.once("listening", resolve))
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const post = async (origin?: string) => {
	const url = await serve()
	return fetch(url, { method: "POST", headers: origin === undefined ? {} : { origin: origin || url } })
}

describe("a request that changes something", () => {
	test("is taken from a page of the same host and from the public address", async () => {
		expect((await post("")).status).toBe(200)
		expect((await post("https://attestation.example")).status).toBe(200)
	})

	test.each([
		"https://evil.example",
		"null",
		"http://127.0.0.1:1",
		"чужой",
	])("is refused from %s", async (origin) => {
		const answer = await post(encodeURI(origin))
		expect(answer.status).toBe(403)
		expect(await answer.text()).toContain("Откройте страницу заново")
	})

	test("is refused when it does not say where it comes from", async () => {
		expect((await post()).status).toBe(403)
	})
})

test("an address with a character that no database takes is refused before anybody looks it up", async () => {
	const url = await serve()
	for (const address of ["/?q=%00", "/files/a%00b"]) {
		const answer = await fetch(url + address)
		expect(answer.status).toBe(400)
		expect(await answer.text()).toContain("недопустимый знак")
	}
	expect((await fetch(`${url}/?q=%D0%AF`)).status).toBe(200)
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

describe("the log", () => {
	test("holds neither queries nor one-time tokens", () => {
		expect(loggablePath("/school/teachers?surname=Иванова")).toBe("/school/teachers")
		expect(loggablePath("/invite/abcDEF123.data?x=1")).toBe("/invite/….data")
		expect(loggablePath("/password/reset/abcDEF123")).toBe("/password/reset/…")
		expect(loggablePath("/calendar/abcDEF123.ics")).toBe("/calendar/….ics")
	})

	test("has one line a request, found by the id that the answer carries", async () => {
		const lines: string[] = []
		const answer = await fetch(`${await serve(lines)}/?surname=Иванова`)
		await answer.text()
		await expect.poll(() => lines.length).toBe(1)
		expect(lines[0]).toContain(answer.headers.get("x-request-id"))
		expect(lines[0]).not.toContain("surname")
	})
})

describe("the addresses for machines", () => {
	test("life and readiness are told apart", async () => {
		const url = await serve()
		expect((await fetch(`${url}/healthz`)).status).toBe(200)
		expect((await fetch(`${url}/readyz`)).status).toBe(503)
	})

	test("metrics are for this machine and for the token, unknown to a stranger behind the proxy", async () => {
		const url = `${await serve()}/metrics`
		const stranger = { "x-forwarded-for": "203.0.113.7" }
		expect(await (await fetch(url)).text()).toContain("http_request_duration_seconds_bucket")
		expect((await fetch(url, { headers: stranger })).status).toBe(404)
		const authorization = "Bearer a-token-for-the-metrics"
		expect((await fetch(url, { headers: { ...stranger, authorization } })).status).toBe(200)
		expect((await fetch(url, { headers: { ...stranger, authorization: "Bearer guess" } })).status).toBe(404)
	})
})
