import type { Socket } from "node:net"

const END_OF_HEAD = Buffer.from("\r\n\r\n")
const END_OF_CHUNKS = Buffer.from("\r\n0\r\n\r\n")

export interface Answer {
	readonly head: string
	/** The answer as it arrived, with its head and the marks of its chunks. */
	readonly pieces: readonly Buffer[]
	readonly size: number
}

/**
 * Sends one HTTP request over an open connection and reads the answer. It uses plain sockets, because the clients of
 * node:http and fetch cost as much as a bare server and would distort the measurement.
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
			// No request is sent before the answer is complete, so the received bytes end where the answer ends.
			if (wanted === "chunks" ? tail.subarray(-END_OF_CHUNKS.length).equals(END_OF_CHUNKS) : size >= wanted)
				finish()
			else tail = tail.subarray(-END_OF_CHUNKS.length)
		}
		socket.on("data", onData).on("error", finish).on("close", onClose)
		socket.write(request)
	})
}
