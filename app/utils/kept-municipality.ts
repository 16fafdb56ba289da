import { paths } from "./paths.ts"

/** Adds to an address of the coordinators' cabinet the municipality of the page that links to it. */
export function withMunicipality(to: string, search: string): string {
	// Most coordinators have one municipality and no address names it. This quick check matters, because a page has two hundred links.
	const chosen = search.includes("municipality=") && new URLSearchParams(search).get("municipality")
	if (!chosen || !isInCabinet(to)) return to
	const [address = "", hash] = to.split("#")
	const [path, query] = address.split("?")
	const params = new URLSearchParams(query)
	if (!params.has("municipality")) params.set("municipality", chosen)
	return `${path}?${params}${hash === undefined ? "" : `#${hash}`}`
}

const isInCabinet = (to: string) => new RegExp(`^${paths.municipality()}(?![^/?#])`).test(to)
