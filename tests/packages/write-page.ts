import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { installedPackages, listOf } from "./packages.ts"

// `npm run packages`: writes docs/packages.md, every installed package with its licence, and the advisories that the
// registry knows of. A test holds the list against package-lock.json, and each licence against the allowed ones.

const PAGE = "docs/packages.md"

interface Audit {
	vulnerabilities?: Record<
		string,
		{ severity: string; range: string; via: (string | { title: string; url: string })[] }
	>
}

function advisories(): string {
	const { stdout } = spawnSync("npm", ["audit", "--json"], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 })
	const { vulnerabilities }: Audit = JSON.parse(stdout || "{}")
	if (!vulnerabilities)
		return "The registry that this computer uses does not answer questions about advisories. Run it where it does."
	const rows = Object.entries(vulnerabilities).map(([name, { severity, range, via }]) => {
		const causes = via.map((one) =>
			typeof one === "string" ? `through ${one}` : `[${one.title}](${one.url})`,
		)
		return `- ${name} ${range}, ${severity}: ${causes.join("; ")}`
	})
	return rows.length > 0 ? rows.join("\n") : "None is known."
}

const packages = installedPackages()
const running = packages.filter((one) => !one.forDevelopment)
const developing = packages.filter((one) => one.forDevelopment)
writeFileSync(
	PAGE,
	`# Packages, their licences and advisories

Written by \`npm run packages\` from package-lock.json. Some are installed on other systems than this one only.
Run it again after an update; a test names what is missing here and a licence that is not allowed.

## Advisories on ${new Date().toISOString().slice(0, 10)}

${advisories()}

## To run the program (${running.length})

${listOf(running)}

## To develop it (${developing.length})

${listOf(developing)}
`,
)
console.log(`${PAGE}: ${packages.length} packages`)
