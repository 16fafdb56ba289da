import { describe, expect, test } from "vitest"
import { publicPage } from "#app/utils/http/public-page.server.ts"
import { unchanged } from "./unchanged.server.ts"

const pageOf = (loaderData: object, version = "build 1", search = "") =>
	({
		manifest: { version },
		staticHandlerContext: { loaderData, location: { pathname: "/schedules", search } },
	}) as unknown as Parameters<typeof unchanged>[3]
const PAGE = pageOf({ periods: ["2026-12"], signedIn: false })

/** Returns the answer to a browser that has kept `kept`. */
function ask(kept: string | null, context = PAGE, more: Record<string, string> = {}, status = 200) {
	const headers = new Headers({ ...publicPage(false), ...more })
	const request = new Request("https://attestation.example/schedules", {
		headers: kept === null ? {} : { "If-None-Match": kept },
	})
	const answer = unchanged(request, status, headers, context)
	return { answer, headers, tag: headers.get("ETag") ?? "" }
}

describe("a public page", () => {
	test("is sent completely to a browser that does not have it, with a tag for its content", () => {
		const { answer, tag } = ask(null)
		expect(answer).toBeNull()
		expect(tag).toMatch(/^W\/"[\w-]{43}"$/)
	})

	test.each([
		["its name", (tag: string) => tag],
		["the strong form of its name", (tag: string) => tag.slice(2)],
		["several pages of this address", (tag: string) => `"older", ${tag} , W/"other"`],
		["any page of this address", () => "*"],
	])("is not sent again to a browser that keeps %s", (_what, kept) => {
		const { answer, headers, tag } = ask(kept(ask(null).tag))
		expect(answer?.status).toBe(304)
		expect(answer?.body).toBeNull()
		expect(answer?.headers.get("ETag")).toBe(tag)
		expect(headers.get("Cache-Control")).toMatch(/^public, max-age=\d+, stale-while-revalidate=\d+$/)
		expect(headers.get("Vary")).toBe("Cookie")
	})

	test.each([
		["its data have changed", pageOf({ periods: ["2026-12", "2027-01"], signedIn: false })],
		["somebody has signed in", pageOf({ periods: ["2026-12"], signedIn: true })],
		["the program has been updated", pageOf({ periods: ["2026-12"], signedIn: false }, "build 2")],
		["another part is asked for", pageOf({ periods: ["2026-12"], signedIn: false }, "build 1", "?page=2")],
	])("is sent whole when %s", (_what, changed) => {
		const kept = ask(null).tag
		expect(ask(kept, changed).answer).toBeNull()
		expect(ask(kept, changed).tag).not.toBe(kept)
	})

	test("is stored nowhere when it shows a one-time message or is an error", () => {
		const { tag } = ask(null)
		for (const one of [ask(tag, PAGE, { "Set-Cookie": "toast=" }), ask(tag, PAGE, {}, 404)]) {
			expect(one.answer).toBeNull()
			expect(one.tag).toBe("")
			expect(one.headers.get("Cache-Control")).toBe("no-store")
		}
	})

	test("is stored only in the browser of a signed-in person, and checked each time", () => {
		expect(publicPage(true)).toEqual({ "Cache-Control": "private, no-cache", Vary: "Cookie" })
	})
})

test("is not stored if the page does not allow it, whatever the browser says that it has", () => {
	const request = new Request("https://attestation.example/teacher", { headers: { "If-None-Match": "*" } })
	for (const headers of [new Headers(), new Headers({ "Cache-Control": "no-store" })]) {
		expect(unchanged(request, 200, headers, PAGE)).toBeNull()
		expect(headers.has("ETag")).toBe(false)
	}
})
