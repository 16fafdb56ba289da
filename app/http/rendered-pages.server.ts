import { createHash } from "node:crypto"

/** A page and its data are both in memory: some 20 MB at most. */
const MOST_PAGES = 256
const LARGEST = 80_000

interface Rendered {
	/** The document with somebody's nonce in it. */
	readonly document: Buffer
	/** Where that nonce stands. All nonces are of one length. */
	readonly nonces: readonly number[]
}

/**
 * Documents by the address and the data that they were rendered from. What React makes of a page depends on nothing else but
 * the nonce of its scripts, so the same data at the same address are the same document, never an older one: a page of the
 * public schedules is rendered once for everybody, and a list that is looked at again only when something in it has changed.
 */
export function renderedPages(most = MOST_PAGES) {
	const known = new Map<string, Rendered>()
	return {
		/** A document that another request may write its own nonce into; undefined when it is still to be rendered. */
		find(key: string, nonce: string): Buffer | undefined {
			const found = known.get(key)
			if (!found) return undefined
			// The last one asked for is the last one forgotten.
			known.delete(key)
			known.set(key, found)
			const document = Buffer.from(found.document)
			for (const at of found.nonces) document.write(nonce, at, "latin1")
			return document
		},
		keep(key: string, document: Buffer, nonce: string): void {
			if (document.length > LARGEST) return
			known.set(key, { document, nonces: placesOf(nonce, document) })
			const [oldest] = known.keys()
			if (known.size > most && oldest !== undefined) known.delete(oldest)
		},
	}
}

/** @param data as Remix writes them for the browser */
export const pageKey = (url: string, data: string): string =>
	createHash("sha256").update(url).update("\n").update(data).digest("base64")

function placesOf(nonce: string, document: Buffer): number[] {
	const places: number[] = []
	for (let at = document.indexOf(nonce); at >= 0; at = document.indexOf(nonce, at + nonce.length))
		places.push(at)
	return places
}
