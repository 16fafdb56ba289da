import { paths } from "./paths.ts"

/** An address of the coordinators' cabinet with the municipality of the page it is linked from. */
export function withMunicipality(to: string, search: string): string {
	// Most coordinators have one municipality and no address names it; a page has two hundred links.
	const chosen = search.includes("municipality=") && new URLSearchParams(search).get("municipality")
	if (!chosen || !isInCabinet(to)) return to
	const [address = "", hash] = to.split("#")
	const [path, query] = address.split("?")
	const params = new URLSearchParams(query)
	if (!params.has("municipality")) params.set("municipality", chosen)
	return `${path}?${params}${hash === undefined ? "" : `#${hash}`}`
}

const isInCabinet = (to: string) => new RegExp(`^${paths.municipality()}(?![^/?#])`).test(to)
