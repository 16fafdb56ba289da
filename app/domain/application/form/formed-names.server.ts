import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"

/**
 * Position, workplace and municipality as the latest formed paper of an application `a` names them. Reference data changes, but a formed
 * paper keeps its words and every later paper repeats them. There is no row before anything was formed.
 */
export const FORMED_NAMES = Prisma.sql`
	SELECT r."data"#>'{teacher,position,cases}' || jsonb_build_object('subjectLink', r."data"#>'{teacher,position,subjectLink}') AS "position",
		r."data"#>>'{teacher,workplace}' AS "workplace", r."data"#>>'{teacher,municipality}' AS "municipality"
	FROM "FormRevision" r WHERE r."applicationId" = a."id" ORDER BY r."number" DESC LIMIT 1`

interface Called {
	id: string
	position: { nominative: string }
	organisation: { name: string }
	municipality?: { name: string; shortName: string }
}

/** The same rows with the names that their formed papers have. */
export async function withFormedNames<Row extends Called>(db: Db, rows: readonly Row[]): Promise<Row[]> {
	const found = await rowsOf<{
		id: string
		position: Row["position"] | null
		workplace: string | null
		municipality: string | null
	}>(
		db,
		Prisma.sql`
		SELECT a."id", f."position", f."workplace", f."municipality" FROM "Application" a
		JOIN LATERAL (${FORMED_NAMES}) f ON TRUE
		WHERE a."id" = ANY (${rows.map(({ id }) => id)})`,
	)
	const byId = new Map(found.map((one) => [one.id, one]))
	return rows.map((row) => {
		const formed = byId.get(row.id)
		return {
			...row,
			position: formed?.position ?? row.position,
			organisation: { name: formed?.workplace ?? row.organisation.name },
			...(row.municipality && { municipality: municipalityAs(formed?.municipality, row.municipality) }),
		}
	})
}

/** A municipality that was renamed has only the full name of that day. */
const municipalityAs = (formed: string | null | undefined, present: { name: string; shortName: string }) =>
	!formed || formed === present.name ? present : { ...present, name: formed, shortName: formed }
