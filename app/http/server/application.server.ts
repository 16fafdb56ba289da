import { readdirSync } from "node:fs"
import path from "node:path"
import type { ServerBuild } from "@remix-run/node"
import compression from "compression"
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express"
import type { Env } from "#app/utils/env.server.ts"
import { log } from "#app/utils/log.server.ts"
import type { Booted } from "./booted.ts"
import { Crowd } from "./crowd.server.ts"
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
		/** The nonce for the scripts of this response. */
		nonce?: string
		/** The id of this request in the log. */
		requestId?: string
		/** The sender's address, determined behind the proxies that TRUST_PROXY counts. */
		clientAddress?: string
	}
}

interface Parts {
	readonly env: Env
	/** The pages: the built bundle, or in development what Vite builds from the sources for each request. */
	readonly build: ServerBuild | (() => Promise<ServerBuild>)
	readonly booted: Booted
	/** In development, serves scripts and styles instead of the built ones. */
	readonly assets?: RequestHandler
}

/** Everything between the socket and the pages, in order of execution. */
export function createApplication({ env, build, booted, assets }: Parts): Express {
	const app = express()
	app.disable("x-powered-by")
	app.set("trust proxy", env.TRUST_PROXY)
	// Loaders read the query themselves. Express's parser would create objects from names like «a[b]».
	app.set("query parser", false)
	const https = env.PUBLIC_URL.startsWith("https:")
	app.use(nonce, permissionsAndCaching, contentSecurity({ https, reloading: assets !== undefined }))
	app.get("/healthz", alive)
	app.get("/readyz", ready(booted.ready, log))
	app.get("/metrics", metrics(env.METRICS_TOKEN, env.TRUST_PROXY !== false))

	// Placed before the log, because development requests a hundred modules for each page.
	if (assets) app.use(assets)

	app.use(observe(log), knownMethods, legibleAddress, sameOrigin(env))
	app.use(compression())
	if (!assets) app.use(builtAssets())
	app.all("*", pages(build, env.PUBLIC_URL, new Crowd(env.DATABASE_POOL)))
	app.use(failure)
	return app
}

function builtAssets(): RequestHandler {
	const client = path.resolve("build/client")
	const router = express.Router()
	// These names contain a hash of the content. A missing file must get 404 here: otherwise the answer would be cached as a page.
	router.use(
		"/assets",
		cacheable,
		express.static(path.join(client, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }),
	)
	// The other files are listed once, so that requests for pages need not check the disk.
	const files = new Set(readdirSync(client, { recursive: true, encoding: "utf8" }).map(addressOf))
	const others = express.static(client, { maxAge: "1d", index: false, redirect: false })
	router.use((request, response, next) => {
		if (!files.has(request.path)) return next()
		cacheable(request, response, () => others(request, response, next))
	})
	return router
}

/** Scripts, styles and fonts are public, so this removes the ban on storing them. */
const cacheable: RequestHandler = (_request, response, next) => {
	response.removeHeader("Cache-Control")
	next()
}

const addressOf = (file: string) => `/${file.split(path.sep).join("/")}`

/** Errors that no page caught. Express recognises an error handler by its four parameters. */
const failure: ErrorRequestHandler = (error, request, response, next) => {
	const status = typeof error?.status === "number" && error.status >= 400 ? error.status : 500
	if (status >= 500) log.error({ err: error, id: response.locals.requestId }, "request failed")
	if (response.headersSent) return next(error)
	refuse(request, response, status)
}
