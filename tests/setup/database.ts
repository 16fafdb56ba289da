import { afterAll, inject } from "vitest"
import { copyDatabase } from "./databases.ts"

// Every test file begins with a fresh copy of the migrated database. Set-up files run before the test's imports, so the
// client reads the address of the copy.

const cluster = inject("cluster")
process.env.DATABASE_URL = await copyDatabase(cluster, `${cluster.template}_${process.env.VITEST_POOL_ID}`)
process.env.FILES_URL = `file://${cluster.folder}/files-${process.env.VITEST_POOL_ID}`

afterAll(async () => {
	const { prisma } = await import("#app/db/client.server.ts")
	await prisma.$disconnect()
})
