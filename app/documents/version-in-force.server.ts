import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"

/** One version that operators made: a Word file by its hash, or the words of a letter. */
export interface VersionInForce {
	number: number
	fileHash: string | null
	subject: string | null
	body: string | null
}

/** The version that operators put in force, now or at the given moment. Null for the version that came with the program. */
export async function versionInForce(
	db: Db,
	formId: string,
	at: Date | null = null,
): Promise<VersionInForce | null> {
	const [row] = await rowsOf<VersionInForce>(
		db,
		Prisma.sql`
		SELECT u."number", v."fileHash", v."subject", v."body" FROM "TemplateUse" u
		LEFT JOIN "TemplateVersion" v ON v."formId" = u."formId" AND v."number" = u."number"
		WHERE u."formId" = ${formId} AND (${at}::timestamptz IS NULL OR u."at" <= ${at})
		ORDER BY u."at" DESC, u."id" DESC LIMIT 1`,
	)
	return row && row.number > 0 ? row : null
}
