import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { createRequestHandler } from "@remix-run/express"
import type { EntryContext, ServerBuild } from "@remix-run/node"
import { Outlet, RemixServer, Scripts } from "@remix-run/react"
import express from "express"
import pg from "pg"
import { createElement } from "react"
import { renderToString } from "react-dom/server"

// The yardstick for a page: Remix, React and Express without our code. It uses the program's own table of routes, because
// Remix searches the whole table for every page. Its only page makes as many database queries as ours, ignores the results,
// and renders our HTML as one ready-made string.

export interface Address {
	readonly id: string
	readonly parentId?: string
	readonly path?: string
	readonly index?: boolean
}

export interface BareRemixOrder {
	readonly databaseUrl: string
	readonly queries: number
	readonly body: string
	/** The routes that Remix chooses from. */
	readonly table: readonly Address[]
	/** The route of the page. */
	readonly id: string
}

const html = () =>
	createElement("html", null, createElement("body", null, createElement(Outlet), createElement(Scripts)))

function program({ databaseUrl, queries, body, table, id }: BareRemixOrder): ServerBuild {
	const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
	const page = {
		default: () => PLACE,
		async loader() {
			for (let count = 0; count < queries; count += 1) await pool.query({ name: "one", text: "SELECT 1" })
			return { asked: queries }
		},
	}
	const moduleOf = (route: Address) =>
		route.id === id ? page : { default: route.id === "root" ? html : Outlet }
	const by = <Part>(of: (route: Address) => Part) =>
		Object.fromEntries(table.map((route) => [route.id, of(route)]))
	return {
		routes: by((route) => ({ ...route, module: moduleOf(route) })),
		assets: {
			url: "/manifest.js",
			version: "1",
			entry: { module: "/entry.js", imports: [] },
			routes: by((route) => ({
				...route,
				module: `/${route.id}.js`,
				hasLoader: route.id === id,
				hasAction: false,
			})),
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
	const app = express().all("*", createRequestHandler({ build: program(order), mode: "production" }))
	const server = createServer(app)
	server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port))
})
