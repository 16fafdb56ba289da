import type { LoaderFunctionArgs } from "@remix-run/node"
import { readLetterBox } from "#app/letters/letter-box.server.ts"
import { pageOf } from "#app/utils/address.ts"
import { raise } from "#app/utils/http/http.server.ts"

/** The demo's letters as JSON, newest first. */
export async function loader({ request }: LoaderFunctionArgs) {
	const { searchParams } = new URL(request.url)
	const query = { to: searchParams.get("to")?.trim() ?? "", page: pageOf(searchParams) }
	const { letters, page } = await readLetterBox(query).catch(raise)
	// A script reads page after page until one is empty, so past the end there is none.
	const asked = page === query.page ? letters : []
	const shown = asked.map(({ to, subject, text, links, at }) => ({ to, subject, text, links, at }))
	return Response.json(shown, { headers: { "Cache-Control": "no-store" } })
}
