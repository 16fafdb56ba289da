import { fail, generateClient, importTypeScript, installPackages, loadDotEnv } from "./prepare.mjs"

installPackages()
generateClient()
loadDotEnv()
process.env.APP_MODE ??= "production"
const { env } = await importTypeScript("app/utils/env.server.ts").catch((error) => fail(error.message))
const { openDatabase } = await importTypeScript("app/db/open-database.server.ts")
const database = await openDatabase(env.DATABASE_URL, env.dataFolder)
process.env.DATABASE_URL = database.url
await importTypeScript("app/jobs/worker.cli.ts")
