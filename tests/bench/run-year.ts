import { writeFileSync } from "node:fs"
import { cpus, loadavg } from "node:os"
import path from "node:path"
import { prepareGround, runProgram } from "./ground.ts"
import type { Year } from "./year.ts"

// `npm run bench -- year`

const load = () => loadavg()[0]?.toFixed(1)
const before = load()
const ground = await prepareGround()
try {
	const env = {
		DATABASE_URL: ground.databaseUrl,
		APP_MODE: "test",
		LOG_LEVEL: "error",
		SESSION_SECRET: "a-secret-that-only-the-bench-knows",
	}
	await runProgram("fill.ts", env)
	const { ledger, letters, received, days, registered, seconds } = await runProgram<Year>("year.ts", env)
	const table = (head: string, counts: Readonly<Record<string, number>>) => [
		`| ${head} | how many |`,
		"|---|---|",
		...Object.entries(counts).map(([name, count]) => `| ${name} | ${count} |`),
		"",
	]
	const lines = [
		"# A year of letters",
		"",
		"Written by `npm run bench -- year`. The filled region lives a year, day by day: coordinators register what waits, the job of",
		"the day writes what is due, and a real mail server receives it.",
		"",
		`${days} days, 3,000 applications, ${registered} registered on the way: **${seconds} s** (the limit is 300 s).`,
		"",
		...table("notices of the ledger, by rule", ledger),
		...table(`letters by kind and state; the mail server took ${received}`, letters),
		`Measured ${new Date().toISOString().slice(0, 10)} on ${cpus().length} cores; load ${before} before, ${load()} after. Of the load two are its own: more means that others kept the cores busy.`,
		"",
	]
	writeFileSync(path.resolve("tests/bench/year.md"), lines.join("\n"))
	console.log(lines.join("\n"))
} finally {
	await ground.remove()
}
