const HERE = "http://local.invalid"
const LONGEST = 2_000
const NUL = /\0|%00/

/**
 * Makes an address within this site from an outside text. Returns null if it leads anywhere else. The URL parser decides,
 * because browsers use the same one: it drops tabs and line ends, and takes «\» for «/».
 */
export function localAddress(to: unknown): string | null {
	if (typeof to !== "string" || to === "" || to.length > LONGEST || NUL.test(to)) return null
	if (!URL.canParse(to, HERE)) return null
	const { origin, username, password, pathname, search, hash } = new URL(to, HERE)
	if (origin !== HERE || username || password) return null
	// «/.//evil» has the path «//evil», which a browser would take for a host.
	if (pathname.startsWith("//")) return null
	return pathname + search + hash
}
