import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { pathToFileURL } from "node:url"
import { afterAll, inject } from "vitest"
import { copyDatabase, dropDatabase } from "./databases.ts"

// Every test file begins with a fresh copy of the migrated database. Set-up files run before the test's imports, so the
// client reads the address of the copy.

const cluster = inject("cluster")
// The process number is part of the name, because two simultaneous projects number their workers alike. Files that run one
// after another in a process share the client, so each finds its own copy under the same name.
const name = `${cluster.template}_${process.pid}`
process.env.DATABASE_URL = await copyDatabase(cluster, name)
process.env.FILES_URL = pathToFileURL(path.join(cluster.folder, `files-${process.pid}`)).href
// The pool would warn about each connection that is closed at the end of a file.
process.env.LOG_LEVEL = "error"

afterAll(async () => {
	const { forgetRulebook } = await import("#app/domain/rules/rulebook.server.ts")
	const { forgetMunicipalities } = await import("#app/domain/organisation/organisation.view.server.ts")
	// Otherwise the next file in this process would work with the rules and municipalities of this one.
	forgetRulebook()
	forgetMunicipalities()
	const { pool } = await import("#app/db/client.server.ts")
	if (pool.ended)
		throw new Error("this file has ended the connections, which the next one in its process needs")
	// This also ends the client's connections. The next file must not get one of them before the client has noticed.
	await dropDatabase(cluster, name)
	while (pool.totalCount > 0) await delay(5)
})
