import { countOf, Prisma, type Tx } from "#app/db/client.server.ts"

export interface FileToKeep {
	hash: string
	size: number
	type: string
	extension: string
	pages: number | null
}

/** Records a file of the store in the database. The same content is recorded once. */
export async function keepFile(
	tx: Tx,
	{ hash, size, type, extension, pages }: FileToKeep,
	now: Date,
): Promise<void> {
	await countOf(
		tx,
		Prisma.sql`
		INSERT INTO "StoredFile" ("hash", "size", "type", "extension", "pages", "storedAt")
		VALUES (${hash}, ${size}, ${type}, ${extension}, ${pages}, ${now}) ON CONFLICT DO NOTHING`,
	)
}
