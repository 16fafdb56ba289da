import type { ServerBuild } from "@remix-run/node"
import type { Request as HttpRequest, Response as HttpResponse } from "express"

// A page that reads nothing says the same to every stranger: only the nonce of its scripts is new each time. Such a page is
// rendered once and then only its nonce is put in. Its route says so: `same-for-strangers.ts`.

export interface KeptPage {
	readonly headers: readonly (readonly [name: string, value: string])[]
	/** The document in pieces: between them stands the nonce. */
	readonly pieces: readonly string[]
}

/** @returns where the page of the last of these routes lies, if it is the same for strangers */
export function keptAddress(build: ServerBuild, way: readonly string[]): string | undefined {
	const leaf = build.routes[way.at(-1) ?? ""]
	const handle: unknown = leaf?.module.handle
	if (typeof handle !== "object" || handle === null || !("sameForStrangers" in handle)) return undefined
	const segments = way.flatMap((id) => build.routes[id]?.path ?? [])
	return `/${segments.filter(Boolean).join("/")}`
}

/** Asked for by its very address, by somebody of whom nothing is known. */
export const isStranger = ({ method, headers, originalUrl }: HttpRequest, address: string): boolean =>
	method === "GET" &&
	originalUrl === address &&
	headers.cookie === undefined &&
	headers.authorization === undefined

/** @returns nothing for an answer that may not be given to others */
export function keepPage(
	answer: Response,
	document: Buffer | undefined,
	nonce: string | undefined,
): KeptPage | undefined {
	if (answer.status !== 200 || answer.headers.has("Set-Cookie") || !document || !nonce) return undefined
	return { headers: [...answer.headers], pieces: document.toString().split(nonce) }
}

/** Nonces are of one length, so the kept headers, with the length of the whole, are right each time. */
export function sendKept(response: HttpResponse, { headers, pieces }: KeptPage, nonce: string) {
	for (const [name, value] of headers) response.setHeader(name, value)
	response.end(pieces.join(nonce))
}
