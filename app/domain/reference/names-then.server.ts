import { Prisma } from "#app/db/client.server.ts"

// A name that changes does not rewrite history: an application that the commission has decided on keeps the names of that day
// on every page, as it does on paper. Every change of an entry leaves its former words (`lists/keep-entry.server.ts`).

/**
 * A name as it was when the commission decided on an application, and the present one before that.
 * @param application the application's alias in the statement
 * @param name the field of the entry, as the lists of reference data call it
 */
const nameThen = (
	application: Prisma.Sql,
	[list, entryId, name]: readonly [list: string, entryId: Prisma.Sql, name: string],
	present: Prisma.Sql,
) =>
	Prisma.sql`coalesce((SELECT f."entry"->>${name} FROM "FormerEntry" f WHERE ${application}."decisionDate" IS NOT NULL
		AND f."list" = ${list} AND f."entryId" = ${entryId} AND f."until" > ${application}."stateSince"
		ORDER BY f."until" LIMIT 1), ${present})`

/**
 * What an application names, as columns of a statement that joins its position as `p`, its organisation as `o` and its
 * municipality as `m`.
 */
export function namesThen(application: Prisma.Sql) {
	const place = Prisma.sql`m."code"`
	return {
		position: nameThen(
			application,
			["positions", Prisma.sql`p."code"`, "nominative"],
			Prisma.sql`p."nominative"`,
		),
		organisation: nameThen(application, ["organisations", Prisma.sql`o."id"`, "name"], Prisma.sql`o."name"`),
		municipality: nameThen(application, ["municipalities", place, "name"], Prisma.sql`m."name"`),
		/** «г. Томск» */
		shortMunicipality: nameThen(
			application,
			["municipalities", place, "shortName"],
			Prisma.sql`m."shortName"`,
		),
	}
}

/** The same for a statement whose application is `a`. */
export const NAMES_THEN = namesThen(Prisma.sql`a`)

/**
 * A whole entry as JSON, with every case of its name, as it was at a moment.
 * @param row the entry's present row in the statement
 * @param at null for the present entry
 */
export const entryThen = (
	[list, entryId]: readonly [list: string, entryId: Prisma.Sql],
	row: Prisma.Sql,
	at: Date | null,
) =>
	Prisma.sql`(to_jsonb(${row}) || coalesce((SELECT f."entry" FROM "FormerEntry" f WHERE f."list" = ${list}
		AND f."entryId" = ${entryId} AND f."until" > ${at}::timestamptz ORDER BY f."until" LIMIT 1), '{}'))`
