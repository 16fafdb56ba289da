import path from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, inject } from "vitest"
import { copyDatabase } from "./databases.ts"

// Every test file begins with a fresh copy of the migrated database. Set-up files run before the test's imports, so the
// client reads the address of the copy.

const cluster = inject("cluster")
// Named by the process, because two projects that run at once number their workers alike.
process.env.DATABASE_URL = await copyDatabase(cluster, `${cluster.template}_${process.pid}`)
process.env.FILES_URL = pathToFileURL(path.join(cluster.folder, `files-${process.pid}`)).href

afterAll(async () => {
	const { prisma } = await import("#app/db/client.server.ts")
	await prisma.$disconnect()
})
