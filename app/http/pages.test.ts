import type { AddressInfo } from "node:net"
import {
	createRequestHandler,
	type HandleDocumentRequestFunction,
	type LoaderFunctionArgs,
	type ServerBuild,
} from "@remix-run/node"
import express from "express"
import { afterEach, describe, expect, test } from "vitest"
import { pages } from "./pages.server.ts"
import { sameForStrangers } from "./same-for-strangers.ts"
import { rememberedWays } from "./way.server.ts"

const ORIGIN = "https://attestation.example"

type Module = ServerBuild["routes"][string]["module"]
const page: Module = { default: () => null, loader: ({ params }) => ({ ...params }) }
const file = {
	loader: ({ request, params }: LoaderFunctionArgs) => Response.json([request.url, params]),
} as unknown as Module
const form: Module = { ...page, action: async ({ request }) => Object.fromEntries(await request.formData()) }

const ROUTES: [id: string, parentId: string | undefined, path: string | undefined, module: Module][] = [
	["root", undefined, "", page],
	["home", "root", undefined, page],
	["teacher", "root", "teacher", page],
	["teacher.home", "teacher", undefined, form],
	["teacher.application", "teacher", "application", form],
	["applications.all", "root", "applications", page],
	["applications.one", "root", "applications/:id", page],
	["applications.form", "root", "applications/:id/form.docx", file],
]
const indexes = ["home", "teacher.home"]

const rendered: HandleDocumentRequestFunction = (
	_request,
	status,
	headers,
	{ staticHandlerContext: shown },
) =>
	Response.json(
		{
			matches: shown.matches.map(({ route, params }) => [route.id, params]),
			data: shown.loaderData,
			sent: shown.actionData,
			errors: Object.keys(shown.errors ?? {}),
		},
		{ status, headers },
	)

/** A build whose pages tell what Remix would have rendered. */
const build = {
	routes: Object.fromEntries(
		ROUTES.map(([id, parentId, path, module]) => [
			id,
			{ id, parentId, path, module, ...(indexes.includes(id) && { index: true }) },
		]),
	),
	assets: {
		url: "/assets/manifest.js",
		version: "1",
		entry: { module: "/entry.js", imports: [] },
		routes: Object.fromEntries(ROUTES.map(([id]) => [id, { id, module: `/${id}.js` }])),
	},
	entry: {
		module: {
			default: rendered,
			handleError: () => undefined,
		},
	},
	future: { v3_singleFetch: true, v3_lazyRouteDiscovery: false },
	mode: "production",
	publicPath: "/",
	assetsBuildDirectory: "build/client",
	isSpaMode: false,
} as unknown as ServerBuild

const closers: (() => void)[] = []
afterEach(() => {
	for (const close of closers.splice(0)) close()
})

let nonces = 0
async function serve(served = build): Promise<string> {
	const app = express().use((_request, response, next) => {
		nonces += 1
		response.locals.nonce = String(1_000_000 + nonces)
		next()
	})
	const server = app.all("*", pages(served, ORIGIN)).listen(0, "127.0.0.1")
	closers.push(() => server.close())
	await new Promise((resolve) => server.once("listening", resolve))
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const whole = createRequestHandler(build, "production")

const told = async (answer: Response) => ({
	status: answer.status,
	type: answer.headers.get("content-type"),
	body: await answer.text(),
})

describe("whatever is asked, the answer is the one that Remix gives with all routes before it", () => {
	test.each([
		"/",
		"/teacher",
		"/teacher/",
		"/teacher/application",
		"/teacher/application?step=2",
		"/teacher/nowhere",
		"/applications",
		"/applications/7",
		"/applications/%D0%B0",
		"/applications/7/form.docx",
		"/APPLICATIONS/7",
		"/nowhere",
		"//teacher",
		"/applications/../teacher",
		"/_root.data",
		"/teacher.data",
		"/teacher/application.data",
		"/applications/7.data",
		"/nowhere.data",
	])("%s", async (address) => {
		const url = await serve()
		const ours = await told(await fetch(url + address))
		// As fetch and Remix read it: «..» is gone before it is sent.
		expect(ours).toEqual(await told(await whole(new Request(ORIGIN + new URL(url + address).pathname))))
	})

	test.each([
		"/teacher?index",
		"/teacher",
		"/teacher/application",
		"/applications/7",
	])("a form for %s", async (address) => {
		const init = { method: "POST", body: new URLSearchParams({ name: "Анна" }) }
		const ours = await told(await fetch((await serve()) + address, init))
		expect(ours).toEqual(await told(await whole(new Request(ORIGIN + address, init))))
	})
})

test("a loader sees the site's public address, whatever host the asker named", async () => {
	const answer = await fetch(`${await serve()}/applications/7/form.docx`, {
		headers: { "X-Forwarded-Host": "evil.example" },
	})
	expect(await answer.json()).toEqual([`${ORIGIN}/applications/7/form.docx`, { id: "7" }])
})

describe("the way to an address", () => {
	test("names its routes, outermost first", () => {
		const wayTo = rememberedWays(build.routes)
		expect(wayTo("/teacher")).toEqual(["root", "teacher", "teacher.home"])
		expect(wayTo("/teacher?applications")).toEqual(["root", "teacher", "teacher.home"])
		expect(wayTo("/applications/1")).toEqual(wayTo("/applications/2"))
	})

	test("is none where nothing lies, and for what is no address", () => {
		const wayTo = rememberedWays(build.routes)
		expect(wayTo("/nowhere")).toEqual([])
		expect(wayTo("@evil.example:bad")).toEqual([])
	})

	test("stays right when strangers ask for more addresses than are remembered", () => {
		const wayTo = rememberedWays(build.routes)
		for (let id = 0; id < 5_000; id += 1) expect(wayTo(`/applications/${id}`).at(-1)).toBe("applications.one")
		expect(wayTo("/applications").at(-1)).toBe("applications.all")
	})
})

describe("a page that is the same for all strangers", () => {
	/** The sign-in page of a build that counts how often it is rendered. */
	async function site(answer: (rendered: number) => ResponseInit = () => ({})) {
		let rendered = 0
		const shown: HandleDocumentRequestFunction = (_request, status, headers, _context, told) => {
			rendered += 1
			const { nonce } = told
			told.document = Buffer.from(`<script nonce="${nonce}">${rendered}</script><b nonce="${nonce}">`)
			return new Response(null, { status, headers, ...answer(rendered) })
		}
		const module = { ...page, handle: sameForStrangers }
		const login = { id: "login", parentId: "root", path: "login", module }
		const url = await serve({
			...build,
			routes: { ...build.routes, login },
			assets: {
				...build.assets,
				routes: { ...build.assets.routes, login: { ...build.assets.routes.root, id: "login" } },
			},
			entry: { module: { ...build.entry.module, default: shown } },
		} as ServerBuild)
		return {
			ask: async (address = "/login", init: RequestInit = {}) => (await fetch(url + address, init)).text(),
			rendered: () => rendered,
		}
	}

	test("is rendered once; each answer has a nonce of its own", async () => {
		const { ask, rendered } = await site()
		const answers = [await ask(), await ask(), await ask()]
		expect(rendered()).toBe(1)
		const nonces = answers.map((html) => /^<script nonce="(\d+)">1<\/script><b nonce="\1">$/.exec(html)?.[1])
		expect(new Set(nonces).size).toBe(3)
		expect(nonces).not.toContain(undefined)
	})

	test.each<[string, string, RequestInit]>([
		["somebody with a cookie", "/login", { headers: { Cookie: "session=s_1" } }],
		["a question with a query", "/login?returnTo=/teacher", {}],
		["another spelling of the address", "/LOGIN", {}],
		["a form", "/login", { method: "POST", body: new URLSearchParams({ name: "Анна" }) }],
	])("is rendered anew for %s, and that is not kept", async (_who, address, init) => {
		const { ask, rendered } = await site()
		await ask()
		await ask(address, init)
		await ask(address, init)
		expect(rendered()).toBe(3)
		expect(await ask()).toContain(">1<")
	})

	test.each<[string, ResponseInit]>([
		["sets a cookie", { headers: { "Set-Cookie": "toast=; Max-Age=0" } }],
		["is a failure", { status: 500 }],
		["leads elsewhere", { status: 302, headers: { Location: "/login" } }],
	])("is not kept when its answer %s", async (_what, init) => {
		const { ask, rendered } = await site((count) => (count === 1 ? init : {}))
		await ask("/login", { redirect: "manual" })
		expect(await ask()).toContain(">2<")
		expect(await ask()).toContain(">2<")
		expect(rendered()).toBe(2)
	})
})
