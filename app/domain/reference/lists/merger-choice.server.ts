import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { literally } from "#app/db/search.server.ts"
import { searchWords } from "#app/utils/russian.ts"
import type { Listed } from "./entries.server.ts"
import { NO_SUCH_NEIGHBOUR, planMerger } from "./merge-organisations.server.ts"

/** A municipality may have thousands of organisations. More are found by name. */
const MOST_NEIGHBOURS = 50

export interface MergerQuery {
	/** The organisation with which the open one would be merged, if that was asked. */
	into?: string | undefined
	/** Words of its name. */
	neighbour: string
	/** Set while it is looked for by name: then nothing is wrong if none is chosen yet. */
	find: string
}

/**
 * With what the organisation can be merged, and what would change if one is chosen, or why that cannot be told. Null in a
 * municipality with one organisation.
 */
export async function viewMerger(open: Listed, { into, neighbour, find }: MergerQuery) {
	const found = await neighboursOf(open, neighbour, into ?? "")
	if (found.length === 0 && neighbour === "") return null
	const choices = found.map(({ id, name }) => ({ value: id, label: name }))
	const known = choices.find(({ value }) => value === into)
	const total = found[0]?.total ?? 0
	return {
		choices,
		neighbour,
		/** Not all of those who were found are listed, so they are looked for by name. */
		searched: neighbour !== "" || total > choices.length,
		total,
		chosen: known?.value ?? "",
		looking: find !== "",
		plan: known && find === "" ? await planMerger(open.id, known.value) : null,
		wrong: known || find !== "" || into === undefined ? null : NO_SUCH_NEIGHBOUR,
	}
}

/** The other open organisations of the same municipality whose names contain the words, and the chosen one. */
const neighboursOf = ({ id, entry }: Listed, words: string, chosen: string) =>
	rowsOf<{ id: string; name: string; total: number }>(
		prisma,
		Prisma.sql`
		SELECT o."id", o."name", count(*) OVER ()::int AS "total" FROM "Organisation" o
		WHERE o."municipalityCode" = ${entry.municipality ?? ""} AND o."active" AND o."id" <> ${id}
			AND (o."id" = ${chosen} OR ${Prisma.join([Prisma.sql`TRUE`, ...searchWords(words).map(isNamed)], " AND ")})
		ORDER BY o."id" = ${chosen} DESC, o."name" LIMIT ${MOST_NEIGHBOURS}`,
	)

const isNamed = (word: string) =>
	Prisma.sql`replace(lower(o."name"), 'ё', 'е') LIKE ${`%${literally(word)}%`}`
