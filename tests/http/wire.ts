import { createServer, type IncomingMessage, request, type Server } from "node:http"
import { type AddressInfo, connect } from "node:net"

/** Sends bytes unchanged, and reads until the server has sent a whole answer or closed the connection. Ends the sending after `body`. */
export function wire(url: string, bytes: string | Buffer, { hangUp = false } = {}): Promise<string> {
	const { hostname, port } = new URL(url)
	return new Promise((resolve, reject) => {
		const socket = connect(Number(port), hostname, () => {
			socket.write(bytes)
			if (hangUp) socket.destroy()
		})
		let answer = ""
		socket.setEncoding("utf8")
		socket.on("data", (part) => {
			answer += part
		})
		socket.once("close", () => resolve(answer))
		socket.once("error", (error: NodeJS.ErrnoException) =>
			error.code === "ECONNRESET" || error.code === "EPIPE" ? resolve(answer) : reject(error),
		)
	})
}

/** A slow connection: of each page it holds back everything after `mark` until `release` is called. */
export async function startSlowLine(target: string, mark: string) {
	let release: () => void = () => undefined
	const released = new Promise<void>((resolve) => {
		release = resolve
	})
	const server = createServer(async (asked, answered) => {
		const answer = await fetch(target + asked.url, { redirect: "manual" })
		const body = Buffer.from(await answer.arrayBuffer())
		const headers = [...answer.headers].filter(
			([name]) => !/^(content-(length|encoding)|transfer-encoding)$/.test(name),
		)
		answered.writeHead(answer.status, Object.fromEntries(headers))
		const end = answer.headers.get("content-type")?.startsWith("text/html") ? body.indexOf(mark) : -1
		if (end > 0) {
			answered.write(body.subarray(0, end))
			await released
		}
		answered.end(body.subarray(Math.max(end, 0)))
	})
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
	return { url, release, close: () => void server.close() }
}

/** A proxy as an administrator may set it up, which rewrites Host. @returns its address */
export async function startProxy(
	target: string,
	headers: Record<string, string>,
): Promise<{ url: string; close(): void }> {
	const { hostname, port } = new URL(target)
	const server: Server = createServer((asked, answered) => {
		const { method, url: path } = asked
		const onward = request({ hostname, port, method, path, headers: { ...asked.headers, ...headers } })
		onward.once("response", (answer: IncomingMessage) => {
			answered.writeHead(answer.statusCode ?? 502, answer.headers)
			answer.pipe(answered)
		})
		onward.once("error", () => answered.destroy())
		asked.pipe(onward)
	})
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () => void server.close(),
	}
}
