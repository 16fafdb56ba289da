import { countOf, Prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"

// A seat knows two schedules: the one in which it is work still to be done, and the one in which it counts for the contract,
// which stays when the work is done. Triggers write both in the transaction that changes the application, so an expert's load
// in a period is counted from an index. The migrations' functions `work_of_seat` and `load_of_seat` name the states.

/**
 * Computes it again for every seat. A difference, which only work on the database by hand can cause, is put right.
 * @returns how many seats were wrong
 */
export const recountWork = (): Promise<number> =>
	inTransaction(
		(tx) =>
			countOf(
				tx,
				Prisma.sql`UPDATE "Seat" SET "workIn" = work_of_seat("applicationId"), "countedIn" = load_of_seat("applicationId")
					WHERE ("workIn", "countedIn") IS DISTINCT FROM (work_of_seat("applicationId"), load_of_seat("applicationId"))`,
			),
		{ timeout: 120_000 },
	)
