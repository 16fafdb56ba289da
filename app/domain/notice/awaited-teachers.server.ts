import { countOf, Prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"

// Who has still to file an application, in each municipality where the teacher works: a list that a coordinator opens every
// day, among everybody who ever filed one. Triggers write it in the transaction that changes the application, the job, the
// person or the name of the organisation. The migration's view `awaited_now` says who belongs to it.

const COLUMNS = Prisma.raw(
	`"municipalityCode", "personId", "searchName", "email", "organisation", "formed", "phone", "registeredAt"`,
)

/**
 * Computes the list again and compares. A difference, which only work on the database by hand can cause, is put right.
 * @returns how many people were listed wrongly
 */
export const recountAwaited = (): Promise<number> =>
	inTransaction(
		(tx) =>
			countOf(
				tx,
				Prisma.sql`
				SELECT "personId", refresh_awaited(ARRAY["personId"]) FROM (
					(TABLE awaited_now EXCEPT SELECT ${COLUMNS} FROM "AwaitedTeacher")
					UNION (SELECT ${COLUMNS} FROM "AwaitedTeacher" EXCEPT TABLE awaited_now)) AS "different" GROUP BY "personId"`,
			),
		{ timeout: 120_000 },
	)
