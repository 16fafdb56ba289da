import { Prisma } from "#app/db/client.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"

const REFUSED = statesTagged(applicationLifecycle, "refused")

/** What the rulebook reads about a teacher's past. */
export interface RulebookHistory {
	categories: { category: "first" | "highest"; positionCode: string; setOn: string }[] | null
	/** The last refusal for the position of the application. */
	refusal: { on: string; category: "first" | "highest" } | null
}

/** The two columns of {@link RulebookHistory} for a row of "Application" with this alias. */
export function rulebookHistory(alias: "a" | "one"): Prisma.Sql {
	const one = Prisma.raw(alias)
	return Prisma.sql`
		(SELECT jsonb_agg(jsonb_build_object('category', g."category", 'positionCode', g."positionCode", 'setOn', g."setOn"))
			FROM "Category" g WHERE g."personId" = ${one}."teacherId") AS "categories",
		(SELECT jsonb_build_object('on', r."decidedOn", 'category', r."claimedCategory") FROM "Application" r
			WHERE r."teacherId" = ${one}."teacherId" AND r."positionCode" = ${one}."positionCode" AND r."id" <> ${one}."id"
				AND r."state" = ANY (${REFUSED}) AND r."decidedOn" IS NOT NULL
			ORDER BY r."decidedOn" DESC LIMIT 1) AS "refusal"`
}
