import { get, type IncomingHttpHeaders } from "node:http"
import { brotliDecompressSync, gunzipSync } from "node:zlib"

export interface FirstPage {
	/** Bytes on the wire, with heads. */
	readonly document: number
	readonly styles: number
	readonly fonts: number
	/** Fetched once the styles have arrived. The page works without them, and the front page has none. */
	readonly scripts: number
	/** Scripts that would share the line with the styles. */
	readonly early: number
}

/**
 * What may be fetched before a page is readable in 4 seconds at 128 kbit/s with 300 ms: 16 kB a second, and three round
 * trips for connection, page and styles.
 */
export const READABLE_BYTES = 16_000 * (4 - 3 * 0.3)

/** What a browser fetches for a page at the first visit. */
export async function measureFirstPage(url: string): Promise<FirstPage> {
	const { size, html } = await fetchCold(url)
	const links = [...html.matchAll(/<link\b[^>]*>/g)].map(([tag]) => tag)
	const fetchAll = (addresses: readonly string[]) =>
		Promise.all([...new Set(addresses)].map((href) => fetchCold(new URL(href, url).href)))
	const tagged = (part: string) => links.filter((tag) => tag.includes(part))
	const linked = (part: string) => fetchAll(tagged(part).map(addressIn))
	const total = (fetched: readonly { size: number }[]) => fetched.reduce((sum, one) => sum + one.size, 0)
	const styles = await linked('rel="stylesheet"')
	const fonts = styles.flatMap(({ html: css }) => [...css.matchAll(/url\(["']?([^)"']+\.woff2)/g)])
	const page = {
		document: size,
		styles: total(styles),
		fonts: total(await fetchAll(fonts.map(([, href = ""]) => href))),
		scripts: total(await linked('rel="modulepreload"')),
		early: total(
			await fetchAll(
				tagged('rel="modulepreload"')
					.filter((tag) => !tag.includes('media="not all"'))
					.map(addressIn),
			),
		),
	}
	if (page.styles === 0 || page.fonts === 0) throw new Error("the page has no style or font")
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
