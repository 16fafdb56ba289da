import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { Post } from "#app/documents/fill.ts"
import { NAMES_THEN } from "../reference/names-then.server.ts"

/** What a row of a list of applications names from other tables. */
export interface NamesBeside {
	position: string
	organisation: string
	/** «г. Томск» */
	municipality: string
	periodId: string | null
	/** Of the experts, in the order of their seats. */
	posts: Post[]
}

/**
 * The rows of a page with what they name, and with more columns about an application `a`, in one statement. Prisma would
 * send one for each table.
 */
export const withBeside =
	<More extends object>(more: Prisma.Sql) =>
	async <Row extends { id: string }>(
		rows: readonly Row[],
	): Promise<(Row & { beside: NamesBeside & More })[]> => {
		if (rows.length === 0) return []
		const found = await rowsOf<NamesBeside & More & { id: string }>(
			prisma,
			Prisma.sql`
				SELECT a."id", ${NAMES_THEN.position} AS "position", ${NAMES_THEN.organisation} AS "organisation",
					${NAMES_THEN.shortMunicipality} AS "municipality", a."periodId", coalesce((SELECT jsonb_agg(t."post" ORDER BY t."seat") FROM "Seat" t WHERE t."applicationId" = a."id"), '[]') AS "posts"
					${more}
				FROM "Application" a
				JOIN "Position" p ON p."code" = a."positionCode"
				JOIN "Organisation" o ON o."id" = a."organisationId"
				JOIN "Municipality" m ON m."code" = a."municipalityCode"
				WHERE a."id" = ANY (${rows.map(({ id }) => id)})`,
		)
		const byId = new Map(found.map((beside) => [beside.id, beside]))
		// A row that was deleted between the two statements is left out.
		return rows.flatMap((row) => {
			const beside = byId.get(row.id)
			return beside ? [{ ...row, beside }] : []
		})
	}

/** The rows of a page with what they name. */
export const withNamesBeside = withBeside<object>(Prisma.empty)
