import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { readableName } from "#app/files/readable-name.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { operatorWhere } from "../application/overview/operator-list.view.server.ts"
import type { OperatorQuery } from "../application/overview/operator-query.ts"

/** The maximal number of applications in one extraction. */
export const MOST_APPLICATIONS = 5_000

export interface ExtractedPaper {
	applicationId: string
	fullName: string
	organisation: string
	kind: "scan" | "document" | "conclusion"
	hash: string
	type: string
	fileName: string
}

/** The applications that the filters of the operator's list find, by name. */
export async function applicationsOf(query: OperatorQuery, now: Date): Promise<string[]> {
	const where = await operatorWhere(query, civilDate(now))
	const rows = await rowsOf<{ id: string }>(
		prisma,
		Prisma.sql`SELECT a."id" FROM "Application" a WHERE ${where}
			ORDER BY a."searchName", a."id" LIMIT ${MOST_APPLICATIONS + 1}`,
	)
	return rows.map(({ id }) => id)
}

/** The files of these applications that count, in the order of the ids: the scan, the other papers, the conclusion. */
export const papersOf = (ids: readonly string[]): Promise<ExtractedPaper[]> =>
	rowsOf<ExtractedPaper>(
		prisma,
		Prisma.sql`
		WITH asked AS (SELECT * FROM unnest(${[...ids]}::text[]) WITH ORDINALITY AS u("id", "place"))
		SELECT p."applicationId", a."fullName", o."name" AS "organisation", p."kind", f."hash", f."type", p."fileName"
		FROM (
			SELECT t."applicationId", t."fileName", t."fileHash", t."addedAt" AS "at",
				CASE WHEN t."purpose" = 'application_scan' THEN 'scan' ELSE 'document' END AS "kind"
			FROM "Attachment" t WHERE t."applicationId" = ANY (${[...ids]}) AND t."removedAt" IS NULL
			UNION ALL
			SELECT c."applicationId", c."fileName", c."fileHash", c."attachedAt", 'conclusion'
			FROM "Conclusion" c WHERE c."applicationId" = ANY (${[...ids]}) AND c."voidedAt" IS NULL
		) p
		JOIN asked ON asked."id" = p."applicationId"
		JOIN "Application" a ON a."id" = p."applicationId"
		JOIN "Organisation" o ON o."id" = a."organisationId"
		JOIN "StoredFile" f ON f."hash" = p."fileHash"
		ORDER BY asked."place", CASE p."kind" WHEN 'scan' THEN 0 WHEN 'document' THEN 1 ELSE 2 END, p."at"`,
	)

/** The latest scan of each application. */
export function scansAmong(papers: readonly ExtractedPaper[]): Map<string, ExtractedPaper> {
	return new Map(papers.filter(({ kind }) => kind === "scan").map((paper) => [paper.applicationId, paper]))
}

/** «Иванова Мария Петровна», the folder of an application in an archive. A number distinguishes people with the same name. */
export const folderOf = (number: number, { fullName }: Pick<ExtractedPaper, "fullName">): string =>
	`${String(number).padStart(4, "0")} ${readableName([fullName || "Без имени"], "").replace(/\.$/, "")}`
