import { readdirSync } from "node:fs"
import path from "node:path"
import type { ServerBuild } from "@remix-run/node"
import compression from "compression"
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express"
import type { Env } from "#app/utils/env.server.ts"
import { log } from "#app/utils/log.server.ts"
import type { Booted } from "./booted.ts"
import { alive, ready } from "./health.server.ts"
import { metrics, observe } from "./observe.server.ts"
import { pages } from "./pages.server.ts"
import { refuse } from "./refusal.server.ts"
import {
	contentSecurity,
	knownMethods,
	legibleAddress,
	nonce,
	permissionsAndCaching,
	sameOrigin,
} from "./security.server.ts"

declare module "@remix-run/server-runtime" {
	interface AppLoadContext {
		/** For the scripts of this answer. */
		nonce?: string
		/** Names this request in the log. */
		requestId?: string
		/** Where the request came from, behind the proxies that TRUST_PROXY counts. */
		clientAddress?: string
	}
}

interface Parts {
	readonly env: Env
	/** The pages: the built bundle, or in development whatever Vite makes of the sources at each request. */
	readonly build: ServerBuild | (() => Promise<ServerBuild>)
	readonly booted: Booted
	/** Serves scripts and styles instead of the built ones. */
	readonly assets?: RequestHandler
}

/** Everything between the socket and the pages, in its order. */
export function createApplication({ env, build, booted, assets }: Parts): Express {
	const app = express()
	app.disable("x-powered-by")
	app.set("trust proxy", env.TRUST_PROXY)
	// Loaders read the query themselves; the parser of Express would make objects of names like «a[b]».
	app.set("query parser", false)
	const https = env.PUBLIC_URL.startsWith("https:")
	app.use(nonce, permissionsAndCaching, contentSecurity({ https, reloading: assets !== undefined }))
	app.get("/healthz", alive)
	app.get("/readyz", ready(booted.ready, log))
	app.get("/metrics", metrics(env.METRICS_TOKEN, env.TRUST_PROXY !== false))

	// Development asks for a hundred modules a page: they would drown the log.
	if (assets) app.use(assets)

	app.use(observe(log), knownMethods, legibleAddress, sameOrigin(env))
	app.use(compression())
	if (!assets) app.use(builtAssets())
	app.all("*", pages(build, env.PUBLIC_URL))
	app.use(failure)
	return app
}

function builtAssets(): RequestHandler {
	const client = path.resolve("build/client")
	const router = express.Router()
	// The names hold a hash of the content; a missing one must not reach the pages and be cached as a page.
	router.use(
		"/assets",
		cacheable,
		express.static(path.join(client, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }),
	)
	// What else lies there is known: a page need not ask the disk whether it is a file.
	const files = new Set(readdirSync(client, { recursive: true, encoding: "utf8" }).map(addressOf))
	const others = express.static(client, { maxAge: "1d", index: false, redirect: false })
	router.use((request, response, next) => {
		if (!files.has(request.path)) return next()
		cacheable(request, response, () => others(request, response, next))
	})
	return router
}

/** Scripts, styles and fonts are nobody's secret: takes back that nothing is stored. */
const cacheable: RequestHandler = (_request, response, next) => {
	response.removeHeader("Cache-Control")
	next()
}

const addressOf = (file: string) => `/${file.split(path.sep).join("/")}`

/** What no page caught. Four arguments, or Express would not take it for an error handler. */
const failure: ErrorRequestHandler = (error, request, response, next) => {
	const status = typeof error?.status === "number" && error.status >= 400 ? error.status : 500
	if (status >= 500) log.error({ err: error, id: response.locals.requestId }, "request failed")
	if (response.headersSent) return next(error)
	refuse(request, response, status)
}
