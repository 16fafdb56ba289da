import { roleText } from "#app/auth/cabinets.ts"
import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"
import { personName } from "#app/db/person-name.server.ts"
import type { Role } from "#app/policies/policy.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import type { ListName } from "./kinds.ts"

export const UNDER_WAY = statesTagged(applicationLifecycle, "active")

/** How many names a page shows before an act; the numbers are of all. */
const NAMED = 50

export interface Concerned {
	people: { role: string; count: number; names: string[]; more: number }[]
	/** Applications without a decision. */
	applications: number
}

/** The work `e` and the applications `a` that name an entry. */
const NAMING: Readonly<Record<ListName, (id: string) => { work: Prisma.Sql; application: Prisma.Sql }>> = {
	municipalities: (id) => ({
		work: Prisma.sql`e."municipalityCode" = ${id}`,
		application: Prisma.sql`a."municipalityCode" = ${id}`,
	}),
	organisations: (id) => ({
		work: Prisma.sql`e."organisationId" = ${id}`,
		application: Prisma.sql`a."organisationId" = ${id}`,
	}),
	positions: (id) => ({
		work: Prisma.sql`e."positionCode" = ${id}`,
		application: Prisma.sql`a."positionCode" = ${id}`,
	}),
	subjects: (id) => ({
		work: Prisma.sql`e."subjectId" = ${id}`,
		application: Prisma.sql`a."engagementId" IN (SELECT j."id" FROM "Engagement" j WHERE j."subjectId" = ${id})`,
	}),
}

/** Who works now by an entry of a list, and how many applications under way name it. */
export async function whoIsConcerned(db: Db, list: ListName, id: string): Promise<Concerned> {
	const { work, application } = NAMING[list](id)
	const [counted] = await rowsOf<{ count: number }>(
		db,
		Prisma.sql`SELECT count(*)::int AS "count" FROM "Application" a WHERE ${application} AND a."state" = ANY (${UNDER_WAY})`,
	)
	const people = await peopleBy(db, Prisma.sql`${work} AND e."to" IS NULL`)
	return { people, applications: counted?.count ?? 0 }
}

/** The people of some engagements `e`, by role: each once, with the first names. */
export async function peopleBy(db: Db, where: Prisma.Sql): Promise<Concerned["people"]> {
	const found = await rowsOf<{
		role: Role
		awaitsOwner: boolean
		count: number
		ids: string[]
		names: string[]
	}>(
		db,
		Prisma.sql`SELECT "role", "awaitsOwner", count(*)::int AS "count",
				(array_agg("id" ORDER BY "searchName", "id"))[1:${NAMED}] AS "ids",
				(array_agg("fullName" ORDER BY "searchName", "id"))[1:${NAMED}] AS "names"
			FROM (SELECT DISTINCT e."role", p."awaitsOwner", p."id", p."searchName", ${personName("p")} AS "fullName"
				FROM "Engagement" e JOIN "Person" p ON p."id" = e."personId" WHERE ${where}) w
			GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`,
	)
	notePeople(found.flatMap(({ ids }) => ids))
	return found.map(({ role, awaitsOwner, count, names }) => ({
		role: awaitsOwner ? `${roleText(role)}, внесён с бумаги` : roleText(role),
		count,
		names,
		more: count - names.length,
	}))
}
