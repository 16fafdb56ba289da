import { prisma, type Tx } from "#app/db/client.server.ts"
import { switchTriggers } from "./setup/triggers.ts"

/** Writes with the database's own checks switched off, as an intruder with the database password could. */
export const behindTheDatabase = (work: (tx: Tx) => Promise<unknown>): Promise<void> =>
	prisma.$transaction(async (tx) => {
		await tx.$executeRawUnsafe(switchTriggers("DISABLE"))
		await work(tx)
		await tx.$executeRawUnsafe(switchTriggers("ENABLE"))
	})
