import { fork } from "node:child_process"
import { writeFile } from "node:fs/promises"
import { availableParallelism, cpus, loadavg } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { readScan } from "#app/scans/read-scan.server.ts"
import { makeScan, rollSheets } from "./make-scan.ts"
import { type Tally, tallyScan } from "./score.ts"

// `npm run bench -- scans` draws three hundred scans from seeds, reads them and scores the results. The figures are written
// to scans.md in this folder.

const SCANS = 300

interface Group {
	pages: number
	read: number
}

const share = ({ pages, read }: Group) =>
	`${read} of ${pages} (${pages === 0 ? "—" : `${((read / pages) * 100).toFixed(1)} %`})`

interface Part {
	total: Tally
	groups: [string, Group][]
	/** Milliseconds per page, one value for each scan. */
	times: number[]
}

const nothing = (): Tally => ({
	pages: 0,
	read: 0,
	wrong: 0,
	signatures: { right: 0, unsure: 0, wrong: 0 },
	blank: { pages: 0, seen: 0 },
})

function add(total: Tally, { pages, read, wrong, signatures, blank }: Tally) {
	total.pages += pages
	total.read += read
	total.wrong += wrong
	total.blank.pages += blank.pages
	total.blank.seen += blank.seen
	for (const key of ["right", "unsure", "wrong"] as const) total.signatures[key] += signatures[key]
}

function count(groups: Map<string, Group>, name: string, { pages, read }: Group) {
	const group = groups.get(name) ?? { pages: 0, read: 0 }
	groups.set(name, { pages: group.pages + pages, read: group.read + read })
}

/** Measures every `step`-th scan, beginning with `first`. */
async function measure(first: number, step: number): Promise<Part> {
	const total = nothing()
	const groups = new Map<string, Group>()
	const times: number[] = []
	for (let seed = first; seed <= SCANS; seed += step) {
		const made = await makeScan(rollSheets(seed), seed, seed % 3 !== 0)
		const before = performance.now()
		const readings = await readScan(made.bytes, 1)
		times.push((performance.now() - before) / made.pages.length)
		add(total, tallyScan(made, readings))
		for (const [index, { sheet, damage }] of made.pages.entries()) {
			if (sheet === "blank") continue
			const read = readings[index]?.sheets[0]?.number ? 1 : 0
			for (const name of [damage.device, `${damage.dpi} dpi`]) count(groups, name, { pages: 1, read })
		}
		if (times.length % 10 === 0) console.log(`${times.length} scans, ${total.read} of ${total.pages} pages`)
	}
	return { total, groups: [...groups], times }
}

/** Each part runs in a separate process, because drawing takes longer than reading and there are several processors. */
const inProcess = (first: number, step: number) =>
	new Promise<Part>((resolve, reject) => {
		const part = fork(fileURLToPath(import.meta.url), [`${first}`, `${step}`], {
			execArgv: ["--import", "tsx"],
		})
		part.once("message", (message) => resolve(message as Part))
		part.once("exit", (code) => code !== 0 && reject(new Error(`a part of the bench ended with ${code}`)))
	})

if (process.send) {
	const [first = 1, step = 1] = process.argv.slice(2).map(Number)
	process.send(await measure(first, step))
} else await tell(availableParallelism())

async function tell(processes: number) {
	const total = nothing()
	const groups = new Map<string, Group>()
	const times: number[] = []
	const parts = await Promise.all(
		Array.from({ length: processes }, (_, index) => inProcess(index + 1, processes)),
	)
	for (const part of parts) {
		add(total, part.total)
		for (const [name, group] of part.groups) count(groups, name, group)
		times.push(...part.times)
	}
	times.sort((a, b) => a - b)
	const at = (quantile: number) => `${Math.round(times[Math.floor((times.length - 1) * quantile)] ?? 0)} ms`
	const lines = [
		"# Made-up scans",
		"",
		"Written by `npm run bench -- scans`. What draws the scans is in this folder and shares no code with what reads them; the",
		"same seed draws the same scan. Flatbed and feeder: turned by up to 7° besides quarter turns, skewed, 100 to 300 dots an inch,",
		"JPEG down to 30. Phone: foreshortened, on a dark desk, in falling light, with a shadow, unsharp and noisy besides.",
		"",
		"| Figure | Value | Target | Met |",
		"| --- | --- | --- | --- |",
		`| Pages that gave code and number, of ${SCANS} scans | ${share(total)} | ≥ 98 % | ${total.read / total.pages >= 0.98 ? "yes" : "**no**"} |`,
		`| Pages read as another page, paper or version | ${total.wrong} | 0 | ${total.wrong === 0 ? "yes" : "**no**"} |`,
		`| Lines for the signature seen rightly, left to people, seen wrongly | ${total.signatures.right}, ${total.signatures.unsure}, ${total.signatures.wrong} | the last 0 | ${total.signatures.wrong === 0 ? "yes" : "**no**"} |`,
		`| Blank pages called blank; the others are left to people | ${total.blank.seen} of ${total.blank.pages} | — | — |`,
		`| Time a page: median, 95th percentile | ${at(0.5)}, ${at(0.95)} | 3 pages ≤ 2 s | ${(times[Math.floor(times.length / 2)] ?? 0) * 3 <= 2000 ? "yes" : "**no**"} |`,
		"",
		"| Pages by | gave code and number |",
		"| --- | --- |",
		...[...groups]
			.sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
			.map(([name, group]) => `| ${name} | ${share(group)} |`),
		"",
		`- ${cpus().length} cores, Node.js ${process.versions.node}, ${process.platform}; load ${(loadavg()[0] ?? 0).toFixed(1)} at the end; ${new Date().toISOString().slice(0, 10)}.`,
		"",
	]
	await writeFile(path.resolve("tests/scans/scans.md"), lines.join("\n"))
	console.log(lines.slice(6).join("\n"))
}
