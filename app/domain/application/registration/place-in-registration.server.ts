import { Prisma } from "#app/db/client.server.ts"
import { type PlaceInList, placeInList } from "../../list/place-in-list.server.ts"
import { pendingFilter } from "./pending.server.ts"
import type { RegistrationQuery } from "./registration-query.ts"

/** The place of an application among those that wait in its municipality, the earliest term first. */
export const placeInRegistration = async (
	municipalityCode: string,
	query: RegistrationQuery,
	id: string,
	now: Date,
): Promise<PlaceInList> =>
	placeInList(
		{
			from: Prisma.sql`"Application" a`,
			where: await pendingFilter(municipalityCode, query, now),
			id: Prisma.sql`a."id"`,
			key: [Prisma.sql`a."reviewDueOn"`, Prisma.sql`a."submittedAt"`, Prisma.sql`a."id"`],
		},
		id,
	)
