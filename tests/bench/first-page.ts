import { get, type IncomingHttpHeaders } from "node:http"
import { brotliDecompressSync, gunzipSync } from "node:zlib"

export interface FirstPage {
	/** Bytes on the wire, with heads. */
	readonly document: number
	readonly styles: number
	readonly fonts: number
	/** Loaded after the others. The page works without them. */
	readonly scripts: number
}

/** What a browser fetches for a page at the first visit. */
export async function measureFirstPage(url: string): Promise<FirstPage> {
	const { size, html } = await fetchCold(url)
	const links = [...html.matchAll(/<link\b[^>]*>/g)].map(([tag]) => tag)
	const total = async (...wanted: string[]) => {
		const chosen = links.filter((tag) => wanted.every((part) => tag.includes(part))).map(addressIn)
		const sizes = await Promise.all([...new Set(chosen)].map((href) => fetchCold(new URL(href, url).href)))
		return sizes.reduce((sum, one) => sum + one.size, 0)
	}
	const page = {
		document: size,
		styles: await total('rel="stylesheet"'),
		fonts: await total('as="font"'),
		scripts: await total('rel="modulepreload"'),
	}
	if (Object.values(page).some((bytes) => bytes === 0))
		throw new Error("the page has no style, font or script")
	return page
}

function addressIn(tag: string): string {
	const href = /href="([^"]+)"/.exec(tag)?.[1]
	if (!href) throw new Error(`a link without an address: ${tag}`)
	return href
}

function fetchCold(url: string): Promise<{ size: number; html: string }> {
	return new Promise((resolve, reject) => {
		const headers = { "Accept-Encoding": "gzip, deflate, br, zstd", Accept: "*/*" }
		get(url, { agent: false, headers }, (response) => {
			const chunks: Buffer[] = []
			const { socket } = response
			response.on("data", (chunk: Buffer) => chunks.push(chunk))
			response.on("error", reject)
			response.on("end", () => {
				if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}`))
				resolve({ size: socket.bytesRead, html: unpacked(Buffer.concat(chunks), response.headers) })
			})
		}).on("error", reject)
	})
}

function unpacked(body: Buffer, { "content-encoding": encoding }: IncomingHttpHeaders): string {
	if (encoding === "br") return brotliDecompressSync(body).toString()
	if (encoding === "gzip") return gunzipSync(body).toString()
	return body.toString()
}
