import { writeFileSync } from "node:fs"
import { cpus } from "node:os"
import path from "node:path"
import type { Drill } from "./backup.ts"
import { prepareGround, runProgram } from "./ground.ts"

// `npm run bench -- backup`

const ground = await prepareGround()
try {
	const env = {
		DATABASE_URL: ground.databaseUrl,
		APP_MODE: "test",
		LOG_LEVEL: "error",
		SESSION_SECRET: "a-secret-that-only-the-bench-knows",
		DRILL_FOLDER: ground.folder,
	}
	await runProgram("fill.ts", env)
	const drill = await runProgram<Drill>("backup.ts", env)
	const { applications, rows, files, megabytes, copySeconds, checkSeconds, restoreSeconds, different } = drill
	const lines = [
		"# A regional year copied and restored",
		"",
		"Written by `npm run bench -- backup`. The copy is made as `npm run backup` does, then checked, then restored into an empty database and an",
		"empty folder. Afterwards every table is compared by the number and a hash of its rows, and every file by the hash of its bytes.",
		"",
		"| applications | rows | files | megabytes | copy | check | restore | differences |",
		"|---|---|---|---|---|---|---|---|",
		`| ${applications} | ${rows} | ${files} | ${megabytes} | ${copySeconds} s | ${checkSeconds} s | ${restoreSeconds} s | ${different.length === 0 ? "none" : different.join("; ")} |`,
		"",
		`Measured ${new Date().toISOString().slice(0, 10)} on ${cpus().length} cores, perhaps busy ones. The aim is 15 minutes for the restoration.`,
		"",
	]
	writeFileSync(path.resolve("tests/bench/backup.md"), lines.join("\n"))
	console.log(lines.join("\n"))
	if (different.length > 0) process.exitCode = 1
} finally {
	await ground.remove()
}
