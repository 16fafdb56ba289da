import { Prisma } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import { placeInList } from "../../list/place-in-list.server.ts"
import { viewApplication } from "../application.view.server.ts"
import { askedForSql } from "../overview/asked-for.server.ts"
import { groupNamed, sqlOf } from "../overview/operator-groups.server.ts"
import { conclusionPage } from "./attestation.view.server.ts"
import type { ConclusionsQuery } from "./operator-conclusions.view.server.ts"

/**
 * One conclusion for the operator, next to its scan, and its neighbours among those to check.
 * @param query the filters of the list from which it was opened
 * @throws DomainError not-found to everybody but operators
 */
export async function viewConclusionBench({
	actor,
	id,
	query,
	now,
}: {
	actor: Actor
	id: string
	query: ConclusionsQuery
	now: Date
}) {
	if (!isOperator(actor, null, null)) throw notFound()
	const [view, where] = await Promise.all([viewApplication({ actor, id, now }), toCheck(query, now)])
	return {
		neighbours: await placeInList(
			{
				from: Prisma.sql`"Application" a`,
				where,
				id: Prisma.sql`a."id"`,
				key: [Prisma.sql`a."stateSince"`, Prisma.sql`a."id"`],
			},
			id,
		),
		...conclusionPage(view),
		municipality: view.municipality,
		events: eventsIn("operator", "application", view.events),
	}
}
export type ConclusionBench = Awaited<ReturnType<typeof viewConclusionBench>>

async function toCheck({ municipality, name }: ConclusionsQuery, now: Date): Promise<Prisma.Sql> {
	const group = groupNamed("to-check")
	return Prisma.join(
		[
			...(group ? [sqlOf(group, civilDate(now))] : []),
			...(municipality ? [Prisma.sql`a."municipalityCode" = ${municipality}`] : []),
			await askedForSql(name),
		],
		" AND ",
	)
}
