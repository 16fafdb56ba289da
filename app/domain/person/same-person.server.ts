import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"

export interface AccountPair {
	one: string
	other: string
	/** Why the two accounts seem to belong to one person. */
	because: "email" | "name"
}

/**
 * Two accounts that seem to belong to one person: the same confirmed e-mail, or the same name, mobile phone and
 * organisation. The same name alone is not enough. Closed accounts are left out, because an operator has dealt with them.
 */
const pairsSql = (within: Prisma.Sql) => Prisma.sql`
	SELECT a."id" AS "one", b."id" AS "other",
		CASE WHEN lower(a."email") = lower(b."email") THEN 'email' ELSE 'name' END AS "because"
	FROM "Person" a JOIN "Person" b ON a."id" <> b."id" AND b."blockedAt" IS NULL AND (
		(lower(a."email") = lower(b."email") AND a."emailConfirmedAt" IS NOT NULL AND b."emailConfirmedAt" IS NOT NULL)
		OR (a."searchName" = b."searchName" AND a."searchName" <> '' AND a."mobilePhone" = b."mobilePhone" AND a."mobilePhone" <> ''
			AND EXISTS (SELECT 1 FROM "Engagement" ea JOIN "Engagement" eb ON ea."organisationId" = eb."organisationId"
				WHERE ea."personId" = a."id" AND eb."personId" = b."id")))
	WHERE a."blockedAt" IS NULL AND ${within}`

/** The ids of the other accounts of a person, for a larger query, as a column `other`. */
export const otherAccountsSql = (person: Prisma.Sql): Prisma.Sql =>
	Prisma.sql`SELECT pair."other" FROM (${pairsSql(Prisma.sql`a."id" = ${person}`)}) pair`

/** The other accounts of this person. */
export async function otherAccountsOf(db: Db, personId: string): Promise<string[]> {
	const pairs = await rowsOf<AccountPair>(db, pairsSql(Prisma.sql`a."id" = ${personId}`))
	return pairs.map(({ other }) => other)
}

/** The teacher of an application with each other account that somebody can sign in to. */
export const pairsOfTeacher = (db: Db, applicationId: string): Promise<AccountPair[]> =>
	rowsOf<AccountPair>(
		db,
		pairsSql(
			Prisma.sql`NOT b."awaitsOwner" AND a."id" = (SELECT t."teacherId" FROM "Application" t WHERE t."id" = ${applicationId})`,
		),
	)

/** Every such pair in the region, each once. An account on paper is taken over by its link, and not by a name. */
export const pairsOfAccounts = (db: Db, limit: number): Promise<AccountPair[]> =>
	rowsOf<AccountPair>(
		db,
		Prisma.sql`${pairsSql(Prisma.sql`a."id" < b."id" AND NOT a."awaitsOwner" AND NOT b."awaitsOwner"`)} ORDER BY a."searchName", a."id", b."id" LIMIT ${limit}`,
	)

/**
 * Earlier accounts of somebody who has just registered: with this e-mail, confirmed, or with the same name, phone and
 * organisation. The new address need not be confirmed: only the owners of the earlier accounts are told.
 */
export const earlierAccountsOf = (db: Db, personId: string): Promise<{ id: string }[]> =>
	rowsOf<{ id: string }>(
		db,
		Prisma.sql`
		SELECT b."id" FROM "Person" a JOIN "Person" b ON a."id" <> b."id" AND b."blockedAt" IS NULL
			AND b."emailConfirmedAt" IS NOT NULL AND b."createdAt" <= a."createdAt" AND (
			lower(a."email") = lower(b."email")
			OR (a."searchName" = b."searchName" AND a."searchName" <> '' AND a."mobilePhone" = b."mobilePhone" AND a."mobilePhone" <> ''
				AND EXISTS (SELECT 1 FROM "Engagement" ea JOIN "Engagement" eb ON ea."organisationId" = eb."organisationId"
					WHERE ea."personId" = a."id" AND eb."personId" = b."id")))
		WHERE a."id" = ${personId} ORDER BY b."createdAt", b."id" LIMIT 5`,
	)
