import { createHash } from "node:crypto"
import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { DUE } from "./due.sql.server.ts"
import { ERASURE_KINDS, type ErasureCode, type ErasureTerms } from "./kinds.ts"
import { dueBefore } from "./terms.server.ts"

/** How many of a kind the page names. All are counted. */
export const NAMED = 200

export interface DueKind {
	code: ErasureCode
	count: number
	/** The oldest ones. */
	first: { id: string; name: string; at: Date }[]
}

export interface ErasurePlan {
	/** The moment to which the terms are counted. */
	at: Date
	/** Kinds of which something is due. */
	kinds: DueKind[]
	/** Identifies exactly what is due. */
	fingerprint: string
}

/** What a run would erase at this moment. Nothing is written. */
export async function planErasure(terms: ErasureTerms, at: Date): Promise<ErasurePlan> {
	const kinds: DueKind[] = []
	const hash = createHash("sha256")
	for (const { code } of ERASURE_KINDS) {
		const term = terms[code]
		if (term === null) continue
		const due = DUE[code](dueBefore(at, term))
		const [found] = await rowsOf<{ count: number; ids: string }>(
			prisma,
			Prisma.sql`SELECT count(*)::int AS "count", md5(coalesce(string_agg(d."id", ',' ORDER BY d."id" COLLATE "C"), '')) AS "ids"
				FROM (${due}) d`,
		)
		if (!found || found.count === 0) continue
		hash.update(`${code} ${found.count} ${found.ids}\n`)
		const first = await rowsOf<DueKind["first"][number]>(
			prisma,
			Prisma.sql`SELECT d."id", d."name", d."at" FROM (${due}) d ORDER BY d."at", d."id" LIMIT ${NAMED}`,
		)
		kinds.push({ code, count: found.count, first })
	}
	return { at, kinds, fingerprint: hash.digest("hex") }
}
