import { countOf, Prisma, prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import type { Role } from "#app/policies/policy.ts"
import { invalid } from "#app/utils/errors.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { rowsOfList, tableOf } from "./entries.server.ts"
import { changeList, entryOf, type ListChange, noteChanges } from "./keep-entry.server.ts"

const UNDER_WAY = statesTagged(applicationLifecycle, "active")

/**
 * Merges two organisations: people who work in the first now work in the second, with everything that is open, and the
 * first is closed. Papers that name it stay unchanged.
 * @throws DomainError not-found; invalid at `into`
 */
export const mergeOrganisations = (change: ListChange, id: string, into: string): Promise<string> =>
	changeList(change, async (tx) => {
		const from = await entryOf(tx, "organisations", id)
		const [to] = into
			? await rowsOfList(tx, "organisations", Prisma.sql`l."id" = ${into} AND l."active"`)
			: []
		if (!to) throw invalid({ into: "Выберите действующую организацию, в которую переходят педагоги." })
		if (to.id === from.id) throw invalid({ into: "Выберите другую организацию." })
		if (to.entry.municipality !== from.entry.municipality)
			throw invalid({ into: "Объединить можно организации одного муниципалитета." })
		await movePeople(tx, from.id, to.id, change.now)
		await tableOf("organisations").close(tx, from.id, false)
		await noteChanges(tx, change, [{ merged: from.entry.name ?? "", into: to.entry.name ?? "" }])
		return to.entry.name ?? ""
	})

/** How many names the page shows before the act; the numbers are of all. */
const NAMED = 50

/** Whom a merger would move, shown before it: nobody can take it back. */
export async function whoMoves(id: string) {
	const [people, applications] = await Promise.all([
		rowsOf<{ role: Role; count: number; ids: string[]; names: string[] }>(
			prisma,
			Prisma.sql`SELECT e."role", count(*)::int AS "count",
					(array_agg(p."id" ORDER BY p."searchName", p."id"))[1:${NAMED}] AS "ids",
					(array_agg(concat_ws(' ', p."surname", p."name", p."patronymic") ORDER BY p."searchName", p."id"))[1:${NAMED}] AS "names"
				FROM "Engagement" e JOIN "Person" p ON p."id" = e."personId"
				WHERE e."organisationId" = ${id} AND e."to" IS NULL GROUP BY e."role" ORDER BY "count" DESC`,
		),
		prisma.application.count({ where: { organisationId: id, state: { in: UNDER_WAY } } }),
	])
	notePeople(people.flatMap(({ ids }) => ids))
	return { people, applications }
}

/** A person with the same work in both keeps that of the second. */
async function movePeople(tx: Tx, from: string, to: string, now: Date): Promise<void> {
	const same = Prisma.sql`f."organisationId" = ${from} AND t."organisationId" = ${to} AND f."to" IS NULL AND t."to" IS NULL
		AND t."personId" = f."personId" AND t."role" = f."role" AND t."positionCode" IS NOT DISTINCT FROM f."positionCode"
		AND t."subjectId" IS NOT DISTINCT FROM f."subjectId"`
	await countOf(
		tx,
		Prisma.sql`UPDATE "Application" a SET "engagementId" = t."id"
			FROM "Engagement" f, "Engagement" t WHERE ${same} AND a."engagementId" = f."id"`,
	)
	await countOf(tx, Prisma.sql`UPDATE "Engagement" f SET "to" = ${now} FROM "Engagement" t WHERE ${same}`)
	await countOf(
		tx,
		Prisma.sql`UPDATE "Engagement" SET "organisationId" = ${to} WHERE "organisationId" = ${from} AND "to" IS NULL`,
	)
	await countOf(
		tx,
		Prisma.sql`UPDATE "Application" SET "organisationId" = ${to} WHERE "organisationId" = ${from}
			AND "state" = ANY (${UNDER_WAY})`,
	)
}
