import type { AddressInfo } from "node:net"
import {
	createRequestHandler,
	data,
	type HandleDocumentRequestFunction,
	type LoaderFunctionArgs,
	type ServerBuild,
} from "@remix-run/node"
import express, { type ErrorRequestHandler } from "express"
import { afterEach, describe, expect, test, vi } from "vitest"
import { Crowd } from "./crowd.server.ts"
import { pages } from "./pages.server.ts"

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
	new Response(
		JSON.stringify({
			matches: shown.matches.map(({ route, params }) => [route.id, params]),
			data: shown.loaderData,
			sent: shown.actionData,
			errors: Object.keys(shown.errors ?? {}),
		}),
		{ status, headers: new Headers([...headers, ["Content-Type", "text/html"]]) },
	)

/** A build whose pages report what Remix would have rendered. */
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
async function serve(
	served = build,
	onFailure: (error: unknown) => void = () => undefined,
	crowd = new Crowd(1),
): Promise<string> {
	const app = express().use((_request, response, next) => {
		nonces += 1
		response.locals.nonce = String(1_000_000 + nonces)
		next()
	})
	const failure: ErrorRequestHandler = (error, _request, response, _next) => {
		onFailure(error)
		response.status(500).send("Повторите позже.")
	}
	const server = app
		.all("*", pages(served, ORIGIN, crowd))
		.use(failure)
		.listen(0, "127.0.0.1")
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

test.each([
	["a page", "/teacher/application?step=2", undefined],
	["the data of a page", "/teacher/application.data", undefined],
	["a page that is not there", "/nowhere", undefined],
	["an address that begins like another host", "//teacher", undefined],
	["a form", "/teacher?index", { method: "POST", body: new URLSearchParams({ name: "Анна" }) }],
	["a form that a page does not take", "/applications/7", { method: "POST", body: "" }],
])("%s is answered as Remix answers it", async (_, address, init) => {
	const ours = await told(await fetch((await serve()) + address, init))
	expect(ours).toEqual(await told(await whole(new Request(ORIGIN + address, init))))
})

test("a loader sees the site's public address, whatever host the sender named", async () => {
	const answer = await fetch(`${await serve()}/applications/7/form.docx`, {
		headers: { "X-Forwarded-Host": "evil.example" },
	})
	expect(await answer.json()).toEqual([`${ORIGIN}/applications/7/form.docx`, { id: "7" }])
})

describe("when there is room for one visitor", () => {
	/** A build in which this address answers only when it is told to. */
	function slow(path: string) {
		let answer: () => void = () => undefined
		const asked = new Promise<void>((resolve) => {
			answer = resolve
		})
		const module = { loader: () => asked.then(() => Response.json("done")) } as unknown as Module
		const route = { id: "slow", parentId: "root", path, module }
		return {
			answer,
			served: { ...build, routes: { ...build.routes, slow: route } } as unknown as ServerBuild,
		}
	}
	const patience = 50
	const serveSlow = (path: string) => {
		const { answer, served } = slow(path)
		return { answer, started: serve(served, undefined, new Crowd(1, patience)) }
	}

	test("a page that takes long keeps the next one waiting, and it is asked to come back", async () => {
		const { answer, started } = serveSlow("slow")
		const url = await started
		const first = fetch(`${url}/slow`)
		await vi.waitFor(async () => expect((await fetch(`${url}/teacher/application`)).status).toBe(503))
		expect((await fetch(`${url}/teacher?index`, { method: "POST", body: "" })).status).not.toBe(503)
		answer()
		expect((await first).status).toBe(200)
	})

	test("a kept file that takes long keeps nobody waiting", async () => {
		const { answer, started } = serveSlow("files/7")
		const url = await started
		const file = fetch(`${url}/files/7`)
		for (let tries = 0; tries < 5; tries += 1)
			expect((await fetch(`${url}/teacher/application`)).status).toBe(200)
		answer()
		expect((await file).status).toBe(200)
	})
})

describe("a route without a page", () => {
	const failing = (thrown: () => unknown) => {
		const broken = {
			loader: () => {
				throw thrown()
			},
		} as unknown as Module
		const form = { ...build.routes["applications.form"], module: broken }
		return serve({ ...build, routes: { ...build.routes, "applications.form": form } } as ServerBuild)
	}

	test.each([
		["a failure", () => new Error("the disk is full"), 500, "Подождите минуту"],
		["a refusal of the house", () => data({ message: "Нет" }, { status: 403 }), 403, "нет права"],
		["an answer in English", () => new Response("Not Found", { status: 404 }), 404, "Проверьте адрес"],
	])("answers %s in Russian", async (_, thrown, status, words) => {
		const answer = await fetch(`${await failing(thrown)}/applications/7/form.docx`)
		expect(answer.status).toBe(status)
		expect(answer.headers.get("content-language")).toBe("ru")
		expect(await answer.text()).toContain(words)
	})

	test("answers in Russian a form that it does not accept", async () => {
		const answer = await fetch(`${await serve()}/applications/7/form.docx`, { method: "POST" })
		expect(answer.status).toBe(405)
		expect(await answer.text()).toContain("нажмите нужную кнопку")
	})

	test("keeps its own words when they are Russian", async () => {
		const headers = { "Content-Language": "ru" }
		const url = await failing(() => new Response("Бланк ещё не готов.", { status: 409, headers }))
		expect(await (await fetch(`${url}/applications/7/form.docx`)).text()).toBe("Бланк ещё не готов.")
	})
})

test("a sender who disconnects before the answer stops the work, which is not a failure", async () => {
	const seen: { signal?: AbortSignal; failures: unknown[] } = { failures: [] }
	const slow = {
		loader: ({ request }: LoaderFunctionArgs) => {
			seen.signal = request.signal
			return new Promise(() => undefined)
		},
	} as unknown as Module
	const routes = {
		...build.routes,
		"applications.form": { ...build.routes["applications.form"], module: slow },
	}
	const url = await serve({ ...build, routes } as ServerBuild, (error) => seen.failures.push(error))
	const left = new AbortController()
	const asked = fetch(`${url}/applications/7/form.docx`, { signal: left.signal }).catch(
		(error: Error) => error.name,
	)
	await expect.poll(() => seen.signal).toBeDefined()
	left.abort()
	expect(await asked).toBe("AbortError")
	await expect.poll(() => seen.signal?.aborted).toBe(true)
	expect(seen.failures).toEqual([])
})
