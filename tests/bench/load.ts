import { connect, type Socket } from "node:net"
import { exchange } from "./exchange.ts"

// The load generator runs in a separate process. On each open connection it sends the next request once the answer has arrived.

export interface Order {
	/** Requested in turn. */
	readonly urls: readonly string[]
	readonly headers: Readonly<Record<string, string>>
	readonly connections: number
	readonly milliseconds: number
}

export interface Loaded {
	readonly perSecond: number
	/** Size of one answer as sent, with its head. */
	readonly bytesEach: number
	/** Milliseconds; half of the answers were faster. */
	readonly median: number
}

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

/** Sends one request. @returns the size of its answer @throws for every status except 200 */
async function ask(socket: Socket, request: string): Promise<number> {
	const { head, size } = await exchange(socket, request)
	if (!head.startsWith("HTTP/1.1 200")) throw new Error(`${request.split("\r", 1)}: ${head}`)
	return size
}
