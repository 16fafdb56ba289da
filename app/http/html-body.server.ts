import { Transform } from "node:stream"

/**
 * What React's renderer writes, without the zero bytes it leaves behind: when a letter of two bytes does not fit into the rest
 * of its buffer of 2 kB, it sends the buffer with that rest unfilled (mended in React 19). A browser shows such a
 * byte as «�» in the middle of a word. UTF-8 text has no zero byte of its own.
 */
export const htmlBody = () =>
	new Transform({
		transform(chunk: Buffer, _encoding, done) {
			done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk)
		},
	})
