import type { AddressInfo } from "node:net"
import {
	createRequestHandler,
	type HandleDocumentRequestFunction,
	type LoaderFunctionArgs,
	type ServerBuild,
} from "@remix-run/node"
import express, { type ErrorRequestHandler } from "express"
import { afterEach, describe, expect, test } from "vitest"
import { pages } from "./pages.server.ts"
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
	const failure: ErrorRequestHandler = (_error, _request, response, _next) => {
		response.status(500).send("Повторите позже.")
	}
	const server = app.all("*", pages(served, ORIGIN)).use(failure).listen(0, "127.0.0.1")
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

test("a document that was rendered goes out as it is, with the headers and the status of its answer", async () => {
	const shown: HandleDocumentRequestFunction = (_request, status, headers, _context, told) => {
		told.document = Buffer.from(`<p>Заявление</p><script nonce="${told.nonce}">`)
		headers.set("Set-Cookie", "toast=; Max-Age=0")
		return new Response(null, { status, headers })
	}
	const url = await serve({ ...build, entry: { module: { ...build.entry.module, default: shown } } })
	const answer = await fetch(`${url}/nowhere`)
	expect(answer.status).toBe(404)
	expect(answer.headers.getSetCookie()).toEqual(["toast=; Max-Age=0"])
	expect(await answer.text()).toMatch(/^<p>Заявление<\/p><script nonce="\d{7}">$/)
})

test("a file's route that fails is answered in the program's own words, not in Remix's English", async () => {
	const broken = {
		loader: () => {
			throw new Error("the disk is full")
		},
	} as unknown as Module
	const routes = {
		...build.routes,
		"applications.form": { ...build.routes["applications.form"], module: broken },
	}
	const answer = await fetch(`${await serve({ ...build, routes } as ServerBuild)}/applications/7/form.docx`)
	expect(answer.status).toBe(500)
	expect(await answer.text()).toBe("Повторите позже.")
})
