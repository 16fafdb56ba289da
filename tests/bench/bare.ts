import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import pg from "pg"

// The yardstick for a list: plain Node.js and PostgreSQL. It loads the same rows in one query and sends the same bytes as
// the page.

export interface BareOrder {
	readonly databaseUrl: string
	readonly query: string
	readonly body: string
	readonly headers: Readonly<Record<string, string>>
}

process.on("message", async ({ databaseUrl, query, body, headers }: BareOrder) => {
	const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
	const page = Buffer.from(body, "base64")
	const server = createServer(async (_request, response) => {
		const { rows } = await pool.query({ name: "list", text: query })
		response.writeHead(rows.length > 0 ? 200 : 404, { ...headers, "Content-Length": page.length })
		response.end(page)
	})
	server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port))
})
