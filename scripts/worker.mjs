import { spawn } from "node:child_process"
import { fail, generateClient, importTypeScript, installPackages, loadDotEnv } from "./prepare.mjs"

installPackages()
generateClient()
loadDotEnv()
process.env.APP_MODE ??= "production"
const { env } = await importTypeScript("app/utils/env.server.ts").catch((error) => fail(error.message))
const { openDatabase } = await importTypeScript("app/db/open-database.server.ts")
const database = await openDatabase(env.DATABASE_URL, env.dataFolder)

// A separate process, because settings are read once and this one does not know the database's address yet.
const worker = spawn(process.execPath, ["--import", "tsx", "app/jobs/worker.cli.ts"], {
	stdio: "inherit",
	env: { ...process.env, DATABASE_URL: database.url },
})
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => worker.kill("SIGTERM"))
worker.on("exit", async (code) => {
	await database.close()
	process.exit(code ?? 1)
})
