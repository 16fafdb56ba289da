import { readFileSync } from "node:fs"

// What the program is made of, from package-lock.json.

/** Licences of packages that do not name theirs where npm looks, as their files say. */
const READ_BY_HAND = new Map([
	["combine-errors", "MIT"],
	["eval", "MIT"],
	["format", "MIT"],
	["rai", "MIT"],
	["require-like", "MIT"],
	["seq-queue", "MIT"],
	["simplesmtp", "MIT"],
])

/**
 * What the program may be made of: each lets an office use, change and pass on its copy. LGPL and MPL bind only changes of
 * their own package, which is installed unchanged and beside the program.
 */
const ALLOWED = [
	"0BSD",
	"Apache-2.0",
	"BSD-2-Clause",
	"BSD-3-Clause",
	"BlueOak-1.0.0",
	"CC-BY-3.0",
	"CC-BY-4.0",
	"CC0-1.0",
	"EPL-2.0",
	"ISC",
	"LGPL-3.0-or-later",
	"MIT",
	"MIT-0",
	"MIT/X11",
	"MPL-2.0",
	"OFL-1.1",
	"Python-2.0",
	"Unlicense",
	"Zlib",
]

export interface Package {
	readonly name: string
	readonly version: string
	readonly licence: string
	readonly forDevelopment: boolean
}

interface Lock {
	packages: Record<string, { version?: string; license?: string; dev?: boolean }>
}

/** Every package of package-lock.json once per version, by name. */
export function installedPackages(): Package[] {
	const { packages }: Lock = JSON.parse(readFileSync("package-lock.json", "utf8"))
	const found = new Map<string, Package>()
	for (const [path, { version = "", license, dev = false }] of Object.entries(packages)) {
		if (path === "") continue
		const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)
		const key = `${name} ${version}`
		const forDevelopment = dev && (found.get(key)?.forDevelopment ?? true)
		found.set(key, {
			name,
			version,
			licence: license ?? READ_BY_HAND.get(name) ?? "unknown",
			forDevelopment,
		})
	}
	return [...found.values()].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1))
}

/** «A AND B» asks for both, of «A OR B» one is chosen. */
export function isAllowed(licence: string): boolean {
	const parts = licence.replace(/[()]/g, "").split(/\s+or\s+/i)
	return parts.some((part) => part.split(/\s+and\s+/i).every((one) => ALLOWED.includes(one)))
}

export function listOf(packages: readonly Package[]): string {
	const byLicence = new Map<string, string[]>()
	for (const { name, version, licence } of packages)
		byLicence.set(licence, [...(byLicence.get(licence) ?? []), `${name} ${version}`])
	return [...byLicence]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([licence, names]) => `- **${licence}** (${names.length}): ${names.join(", ")}`)
		.join("\n")
}
