import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { Application } from "#app/db/generated/client.ts"
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

/** A row with some columns of its application, what it names, and more. */
export type ApplicationRow<Column extends keyof Application, More = object> = { id: string } & Pick<
	Application,
	Column
> &
	NamesBeside &
	More

/**
 * Loads the rows of a page by their ids, in the order of the ids: the given columns, what they name in other tables, and
 * more columns in SQL about an application `a`, all in one statement. Prisma would send one for each table.
 */
export const rowsOfApplications =
	<Column extends keyof Application>(columns: readonly Column[]) =>
	<More extends object = object>(more: Prisma.Sql = Prisma.empty) =>
	async (ids: readonly { id: string }[]): Promise<ApplicationRow<Column, More>[]> => {
		if (ids.length === 0) return []
		const own = Prisma.raw(columns.map((column) => `, a."${column}"`).join(""))
		const found = await rowsOf<ApplicationRow<Column, More>>(
			prisma,
			Prisma.sql`
				SELECT a."id"${own}, ${NAMES_THEN.position} AS "position", ${NAMES_THEN.organisation} AS "organisation",
					${NAMES_THEN.shortMunicipality} AS "municipality", a."periodId", coalesce((SELECT jsonb_agg(t."post" ORDER BY t."seat") FROM "Seat" t WHERE t."applicationId" = a."id"), '[]') AS "posts"
					${more}
				FROM "Application" a
				JOIN "Position" p ON p."code" = a."positionCode"
				JOIN "Organisation" o ON o."id" = a."organisationId"
				JOIN "Municipality" m ON m."code" = a."municipalityCode"
				WHERE a."id" = ANY (${ids.map(({ id }) => id)})`,
		)
		const byId = new Map(found.map((row) => [row.id, row]))
		// An application that was deleted between the two statements is left out.
		return ids.flatMap(({ id }) => byId.get(id) ?? [])
	}
