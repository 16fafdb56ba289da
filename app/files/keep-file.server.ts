import type { Tx } from "#app/db/client.server.ts"

export interface FileToKeep {
	hash: string
	size: number
	type: string
	extension: string
	pages: number | null
}

/** Notes a file of the store in the database; the same content is noted once. */
export async function keepFile(
	tx: Tx,
	{ hash, size, type, extension, pages }: FileToKeep,
	now: Date,
): Promise<void> {
	await tx.storedFile.createMany({
		data: [{ hash, size, type, extension, pages, storedAt: now }],
		skipDuplicates: true,
	})
}
