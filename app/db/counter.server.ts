import { Prisma, rowsOf, type Tx } from "./client.server.ts"

/**
 * The next number of a sequence without gaps. The row stays locked until the transaction ends, so a rolled-back transaction
 * leaves no gap and two simultaneous ones get different numbers.
 */
export async function nextNumber(tx: Tx, key: string): Promise<number> {
	const rows = await rowsOf<{ value: number }>(
		tx,
		Prisma.sql`
		INSERT INTO "Counter" ("key", "value") VALUES (${key}, 1)
		ON CONFLICT ("key") DO UPDATE SET "value" = "Counter"."value" + 1
		RETURNING "value"`,
	)
	const value = rows[0]?.value
	if (value === undefined) throw new Error(`counter «${key}» gave no number`)
	return value
}
