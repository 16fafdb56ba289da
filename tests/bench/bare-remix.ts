import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { createRequestHandler } from "@remix-run/express"
import type { EntryContext, ServerBuild } from "@remix-run/node"
import { Outlet, RemixServer, Scripts } from "@remix-run/react"
import express from "express"
import pg from "pg"
import { createElement } from "react"
import { renderToString } from "react-dom/server"

// The yardstick for a page: Remix, React and Express without our code. Its only route makes as many database queries as
// the page, ignores the results, and renders the page's own HTML as one ready-made string.

export interface BareRemixOrder {
	readonly databaseUrl: string
	readonly queries: number
	readonly body: string
}

const page = ({ databaseUrl, queries, body }: BareRemixOrder): ServerBuild => {
	const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
	const root = {
		default: () =>
			createElement("html", null, createElement("body", null, createElement(Outlet), createElement(Scripts))),
	}
	const route = {
		default: () => PLACE,
		async loader() {
			for (let count = 0; count < queries; count += 1) await pool.query({ name: "one", text: "SELECT 1" })
			return { asked: queries }
		},
	}
	const ids = { root: root, page: route }
	const parts = Object.entries(ids).map(([id, module]) => {
		const own = id === "root" ? { id, path: "" } : { id, parentId: "root", index: true }
		const hasLoader = "loader" in module
		return {
			routes: { ...own, module },
			assets: { ...own, module: `/${id}.js`, hasLoader, hasAction: false },
		}
	})
	const by = <Part>(of: (part: (typeof parts)[number]) => Part & { id: string }) =>
		Object.fromEntries(parts.map(of).map((one) => [one.id, one]))
	return {
		routes: by(({ routes }) => routes),
		assets: {
			url: "/manifest.js",
			version: "1",
			entry: { module: "/entry.js", imports: [] },
			routes: by(({ assets }) => assets),
		},
		entry: { module: { default: renderedWith(body) } },
		future: { v3_singleFetch: true },
		mode: "production",
		publicPath: "/",
		assetsBuildDirectory: "",
		isSpaMode: false,
	} as unknown as ServerBuild
}

const PLACE = "the very page"

const renderedWith =
	(body: string) => (request: Request, status: number, headers: Headers, context: EntryContext) => {
		headers.set("Content-Type", "text/html; charset=utf-8")
		const { serverHandoffStream: _, ...rest } = context
		const html = renderToString(createElement(RemixServer, { context: rest, url: request.url }))
		return new Response(
			html.replace(PLACE, () => body),
			{ status, headers },
		)
	}

process.on("message", (order: BareRemixOrder) => {
	const app = express().all("*", createRequestHandler({ build: page(order), mode: "production" }))
	const server = createServer(app)
	server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port))
})
