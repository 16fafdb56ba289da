import { connect, type Socket } from "node:net"

// The load generator, in a process of its own: keep-alive connections that send the next request when the answer is there.
// Plain sockets and not node:http, whose client costs as much as the bare server it would measure.

export interface Order {
	/** Asked for in turn. */
	readonly urls: readonly string[]
	readonly headers: Readonly<Record<string, string>>
	readonly connections: number
	readonly milliseconds: number
}

export interface Loaded {
	readonly perSecond: number
	/** Of the body and head of one answer, as sent. */
	readonly bytesEach: number
	/** Milliseconds; the half of the answers was faster. */
	readonly median: number
}

const END_OF_HEAD = Buffer.from("\r\n\r\n")
const END_OF_CHUNKS = Buffer.from("\r\n0\r\n\r\n")

process.on("message", (order: Order) => {
	load(order).then(
		(loaded) => process.send?.({ loaded }),
		(error: Error) => process.send?.({ failed: error.message }),
	)
})

async function load({ urls, headers, connections, milliseconds }: Order): Promise<Loaded> {
	const { hostname, port, host } = new URL(urls[0] ?? "")
	const head = Object.entries({ Host: host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
	const requests = urls.map((url) => {
		const { pathname, search } = new URL(url)
		return `GET ${pathname}${search} HTTP/1.1\r\n${head.join("")}\r\n`
	})
	let next = 0
	const times: number[] = []
	let bytes = 0
	const began = performance.now()
	const until = began + milliseconds
	const one = async () => {
		const socket = connect(Number(port), hostname).setNoDelay(true)
		try {
			while (performance.now() < until) {
				const sent = performance.now()
				next += 1
				const size = await ask(socket, requests[next % requests.length] ?? "")
				bytes += size
				times.push(performance.now() - sent)
			}
		} finally {
			socket.destroy()
		}
	}
	await Promise.all(Array.from({ length: connections }, one))
	const seconds = (performance.now() - began) / 1000
	times.sort((a, b) => a - b)
	return {
		perSecond: times.length / seconds,
		bytesEach: Math.round(bytes / times.length),
		median: times[Math.floor(times.length / 2)] ?? 0,
	}
}

/** Sends one request. @returns the size of its answer @throws for every answer but 200 */
function ask(socket: Socket, request: string): Promise<number> {
	return new Promise((resolve, reject) => {
		let size = 0
		let wanted: number | "chunks" | undefined
		let tail: Buffer = Buffer.alloc(0)
		const finish = (error?: Error) => {
			socket.off("data", onData)
			socket.off("error", finish)
			socket.off("close", onClose)
			if (error) reject(error)
			else resolve(size)
		}
		const onClose = () => finish(new Error("the server closed the connection"))
		const onData = (chunk: Buffer) => {
			size += chunk.length
			tail = tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk
			if (wanted === undefined) {
				const end = tail.indexOf(END_OF_HEAD)
				if (end < 0) return
				const head = tail.toString("latin1", 0, end)
				if (!head.startsWith("HTTP/1.1 200")) return finish(new Error(`${request.split("\r", 1)}: ${head}`))
				const length = /^content-length: (\d+)/im.exec(head)?.[1]
				wanted = length === undefined ? "chunks" : end + END_OF_HEAD.length + Number(length)
			}
			// Nothing is sent before the answer is whole, so its end is the end of what has come.
			if (wanted === "chunks" ? tail.subarray(-END_OF_CHUNKS.length).equals(END_OF_CHUNKS) : size >= wanted)
				finish()
			else tail = tail.subarray(-END_OF_CHUNKS.length)
		}
		socket.on("data", onData).on("error", finish).on("close", onClose)
		socket.write(request)
	})
}
