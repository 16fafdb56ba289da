import { existsSync, writeFileSync } from "node:fs"
import { cpus } from "node:os"
import path from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"
import { prepareGround, runToEnd } from "../ground.ts"
import { measurePages, type PageCost } from "./measure.ts"

// `npm run bench -- pages [FEW MANY] [--keep FOLDER] [--only WORDS]`: every list and dashboard page of the offices beside few
// and beside many applications. With `--keep` the filled databases stay in the folder for the next run; with `--only` the
// pages with these words are measured, and the report is not written.

const P95 = 300
const QUERIES = 6
const GROWTH = 1.3
const { values, positionals } = parseArgs({
	args: process.argv.slice(3),
	allowPositionals: true,
	options: { keep: { type: "string" }, only: { type: "string" } },
})
const [few = 3_000, many = 255_000] = positionals.map(Number)
const only = values.only === undefined ? {} : { only: new RegExp(values.only) }

const ground = await prepareGround(values.keep)
try {
	const regions: { databaseUrl: string; folder: string }[] = []
	for (const applications of [few, many]) {
		const databaseUrl = ground.databaseUrl.replace(/\/bench$/, `/region${applications}`)
		const began = performance.now()
		// A database whose filling was interrupted has no note and is refused.
		const note = path.join(ground.folder, `filled-${applications}`)
		if (!existsSync(note)) {
			await runToEnd("region/fill.cli.ts", ["--applications", String(applications)], {
				DATABASE_URL: databaseUrl,
				APP_MODE: "test",
			})
			writeFileSync(note, "")
			console.log(
				`${applications} applications filled in ${Math.round((performance.now() - began) / 1000)} s`,
			)
		}
		regions.push({ databaseUrl, folder: ground.folder })
	}
	const [before = [], after = []] = await measurePages(regions, { ...only, say: console.log })
	const text = report(before, after)
	if (!values.only) writeFileSync(path.resolve("tests/bench/pages.md"), text)
	console.log(text)
} finally {
	await ground.remove()
}

function report(before: readonly PageCost[], after: readonly PageCost[]): string {
	const rows = after.map((page) => {
		const small = before.find(({ who, name }) => who === page.who && name === page.name)
		const growth = small ? page.p50 / small.p50 : 1
		// A list that is not full beside the few has fewer rows there to be written.
		const longer = small ? Math.max(1, page.kB / small.kB) : 1
		const misses = [
			...(page.p95 > P95 ? ["slow"] : []),
			...(page.queries > QUERIES ? ["queries"] : []),
			...(growth / longer > GROWTH ? ["grows"] : []),
		]
		return [
			`${page.who}: ${page.name}`,
			...(small
				? [small.p50.toFixed(0), small.p95.toFixed(0), small.queries, small.kB.toFixed(0)]
				: ["", "", "", ""]),
			page.p50.toFixed(0),
			page.p95.toFixed(0),
			page.queries,
			page.kB.toFixed(0),
			growth.toFixed(1),
			misses.join(", ") || (growth > GROWTH ? "shows more" : "yes"),
		].join(" | ")
	})
	const number = (count: number) => count.toLocaleString("en")
	return [
		"# Pages beside few and many applications",
		"",
		`Written by \`npm run bench -- pages\`: a region of ${number(few)} applications and a country of ${number(many)}, made by \`npm run region\`; a server for each, one visitor,`,
		"each page asked for 21 times after three, of both in turn. Milliseconds at p50 and p95, statements sent to the database, kB of HTML as sent before it is compressed.",
		`Wanted beside the many: p95 ≤ ${P95} ms, at most ${QUERIES} statements, at most ${GROWTH} × the time beside the few.`,
		"A page that «shows more» is within that by each kB: beside the few its list is not full.",
		"What a search finds is counted exactly up to 10,000, so it takes longer the more it finds: «two letters» finds seventy times as many",
		"beside the many, «two letters twice» a tenth of that.",
		"",
		`| page | p50 (${number(few)}) | p95 | statements | kB | p50 (${number(many)}) | p95 | statements | kB | × | as wanted |`,
		"|---|---|---|---|---|---|---|---|---|---|---|",
		...rows.map((row) => `| ${row} |`),
		"",
		`Measured ${new Date().toISOString().slice(0, 10)} on ${cpus().length} cores, perhaps busy ones.`,
		"",
	].join("\n")
}
