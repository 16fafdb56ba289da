import { countOf, Prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"

// A person's name stands beside their jobs, on the roster of experts and at the invitation that they accepted, and there also the
// login and the e-mail, so that an index lists them in that order. The municipality of an application stands beside its
// withdrawals. Triggers write all of it in the transaction that changes the person or the application.

const BESIDE = [
	["Engagement", "personId"],
	["RosterEntry", "expertId"],
	["Invitation", "acceptedById"],
] as const

const LOGINS = Prisma.sql`UPDATE "Invitation" i SET "searchUsername" = lower(p."username"), "searchEmail" = lower(p."email")
	FROM "Person" p WHERE p."id" = i."acceptedById"
	AND (i."searchUsername", i."searchEmail") IS DISTINCT FROM (lower(p."username"), lower(p."email"))`

const MUNICIPALITIES = Prisma.sql`UPDATE "Withdrawal" w SET "municipalityCode" = a."municipalityCode"
	FROM "Application" a WHERE a."id" = w."applicationId" AND a."municipalityCode" <> w."municipalityCode"`

/**
 * Compares every name, login and municipality. A difference, which only work on the database by hand can cause, is put right.
 * @returns how many rows were wrong
 */
export const recountNames = (): Promise<number> =>
	inTransaction(
		async (tx) => {
			let wrong = 0
			for (const [table, person] of BESIDE)
				wrong += await countOf(
					tx,
					Prisma.sql`UPDATE ${Prisma.raw(`"${table}"`)} r SET "searchName" = p."searchName"
						FROM "Person" p WHERE p."id" = r.${Prisma.raw(`"${person}"`)} AND p."searchName" <> r."searchName"`,
				)
			return wrong + (await countOf(tx, LOGINS)) + (await countOf(tx, MUNICIPALITIES))
		},
		{ timeout: 120_000 },
	)
