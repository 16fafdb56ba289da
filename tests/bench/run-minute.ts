import { writeFileSync } from "node:fs"
import { cpus, loadavg } from "node:os"
import path from "node:path"
import { prepareGround, runProgram } from "./ground.ts"
import type { Cost } from "./minute.ts"

// `npm run bench -- minute`

const ground = await prepareGround()
try {
	const env = {
		DATABASE_URL: ground.databaseUrl,
		APP_MODE: "test",
		LOG_LEVEL: "error",
		SESSION_SECRET: "a-secret-that-only-the-bench-knows",
	}
	await runProgram("fill.ts", env)
	const costs = await runProgram<Cost[]>("minute.ts", env)
	const lines = [
		"# The job of a minute",
		"",
		"Written by `npm run bench -- minute`. A minute on the eleventh of a month, after everything due was told: each statement that the",
		"job sends, carried out with `EXPLAIN (ANALYZE, BUFFERS)` after one run that filled the memory. The applications that are more in the",
		"second row are decided, each with a letter that was sent and a notice that was told; for ten of them there is an expired invitation.",
		"",
		"| applications | statements | rows read | pages of 8 kB touched | time in the database | growing tables read whole |",
		"|---|---|---|---|---|---|",
		...costs.map(
			({ applications, statements, rows, pages, milliseconds, wholeTables }) =>
				`| ${applications} | ${statements} | ${rows} | ${pages} | ${milliseconds.toFixed(1)} ms | ${wholeTables.join(", ") || "none"} |`,
		),
		"",
		"A table of a few pages is read whole, because that costs less than its index; the second row shows what is done once it has grown.",
		"",
		`Measured ${new Date().toISOString().slice(0, 10)} on ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}: rows and pages compare, milliseconds only hint.`,
		"",
	]
	writeFileSync(path.resolve("tests/bench/minute.md"), lines.join("\n"))
	console.log(lines.join("\n"))
} finally {
	await ground.remove()
}
