import { prisma } from "#app/db/client.server.ts"
import { type FileStore, fileStore } from "#app/files/store.server.ts"
import type { Swept } from "#app/files/sweep-folder.server.ts"
import { log } from "#app/utils/log.server.ts"

/** Removes files that were stored and then refused. @param at the real time, not the demo's clock */
export async function sweepFiles(at: Date, store: FileStore = fileStore()): Promise<Swept> {
	const swept = await store.sweep({
		now: at,
		known: async (hashes) => {
			const rows = await prisma.storedFile.findMany({
				where: { hash: { in: [...hashes] } },
				select: { hash: true },
			})
			return new Set(rows.map(({ hash }) => hash))
		},
	})
	if (swept.setAside + swept.restored + swept.removed > 0) log.info(swept, "file store swept")
	return swept
}
