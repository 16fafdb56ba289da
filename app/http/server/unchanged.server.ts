import { createHash } from "node:crypto"
import type { EntryContext } from "@remix-run/node"

/**
 * Lets browsers keep a page if its route allows it: names the page's content in `ETag`, and answers 304 to a browser that
 * already has it. A page that sets a cookie, for a message shown once, is not kept.
 */
export function unchanged(
	request: Request,
	status: number,
	headers: Headers,
	context: Pick<EntryContext, "manifest" | "staticHandlerContext">,
): Response | null {
	if (!headers.has("Cache-Control") || headers.get("Cache-Control") === "no-store") return null
	if (status !== 200 || headers.has("Set-Cookie")) {
		headers.set("Cache-Control", "no-store")
		return null
	}
	const tag = tagOf(context)
	headers.set("ETag", tag)
	return isKept(request.headers.get("If-None-Match"), tag)
		? new Response(null, { status: 304, headers })
		: null
}

/**
 * A page is made from its data by the scripts of one build, so the tag is computed from these two. It is weak because the
 * bytes differ: each response has its own nonce.
 */
function tagOf({
	manifest,
	staticHandlerContext: { loaderData, location },
}: Parameters<typeof unchanged>[3]) {
	const content = JSON.stringify([manifest.version, location.pathname, location.search, loaderData])
	return `W/"${createHash("sha256").update(content).digest("base64url")}"`
}

const isKept = (asked: string | null, tag: string): boolean => {
	const kept = (asked ?? "").split(",").map((one) => one.trim().replace(/^W\//, ""))
	return kept.includes("*") || kept.includes(tag.replace(/^W\//, ""))
}
