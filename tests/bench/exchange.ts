import type { Socket } from "node:net"

const END_OF_HEAD = Buffer.from("\r\n\r\n")
const END_OF_CHUNKS = Buffer.from("\r\n0\r\n\r\n")

export interface Answer {
	readonly head: string
	/** As it came, head and signs of chunks included. */
	readonly pieces: readonly Buffer[]
	readonly size: number
}

/**
 * One request of HTTP and its answer on a connection that is kept. Plain sockets and not node:http or fetch, whose clients cost
 * as much as a bare server does, and would be measured along.
 */
export function exchange(socket: Socket, request: string): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const pieces: Buffer[] = []
		let size = 0
		let head = ""
		let wanted: number | "chunks" | undefined
		let tail: Buffer = Buffer.alloc(0)
		const finish = (error?: Error) => {
			socket.off("data", onData)
			socket.off("error", finish)
			socket.off("close", onClose)
			if (error) reject(error)
			else resolve({ head, pieces, size })
		}
		const onClose = () => finish(new Error("the server closed the connection"))
		const onData = (chunk: Buffer) => {
			pieces.push(chunk)
			size += chunk.length
			tail = tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk
			if (wanted === undefined) {
				const end = tail.indexOf(END_OF_HEAD)
				if (end < 0) return
				head = tail.toString("latin1", 0, end)
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
