import { loadClock } from "#app/clock/clock.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { startBoss, stopBoss } from "#app/queue/boss.server.ts"
import { log } from "#app/utils/log.server.ts"
import { startWorkers } from "./index.server.ts"

// `npm run worker` imports this after it has opened the database. Several workers may run at once, on one machine or on several.
await loadClock()
await startBoss()
const workers = await startWorkers()
log.info("worker started")

let stopping = false
for (const signal of ["SIGINT", "SIGTERM"] as const)
	process.on(signal, async () => {
		if (stopping) return
		stopping = true
		await workers.stop()
		await stopBoss()
		await prisma.$disconnect()
		process.exit(0)
	})
