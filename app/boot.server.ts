import { loadClock, now } from "#app/clock/clock.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { flushReads } from "#app/domain/audit/record-reads.server.ts"
import { believeClock } from "#app/domain/notice/clock-guard.server.ts"
import { loadReference } from "#app/domain/reference/load-reference.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import type { Booted } from "#app/http/server/booted.ts"
import { startWorkers } from "#app/jobs/index.server.ts"
import { startBoss, stopBoss } from "#app/queue/boss.server.ts"
import { ensureRoomOnDisk } from "#app/utils/disk-full.ts"
import { env } from "#app/utils/env.server.ts"
import { bringUpLifecycles } from "#app/workflow/versions.server.ts"

/**
 * Checks that the machines know every stored state, then starts the clock and the workers. This is part of the built bundle
 * (the server entry calls it as `build.entry.module.boot`), so that pages and workers share one client, one clock and one
 * queue.
 */
export async function boot(): Promise<Booted> {
	await loadReference(prisma)
	await loadClock()
	// A demo may be off for weeks, with nobody watching its deadlines.
	if (env.mode === "demo") await believeClock(now())
	await bringUpLifecycles(now())
	await startBoss()
	const workers = env.WORKER === "in" ? await startWorkers() : null
	return {
		async ready() {
			await prisma.$queryRaw`SELECT 1`
			await fileStore().check()
			ensureRoomOnDisk()
		},
		async stop() {
			await workers?.stop()
			await flushReads()
			await stopBoss()
			await prisma.$disconnect()
		},
	}
}
