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
	/** Set while the person searches by name. Then it is no mistake that none is chosen yet. */
	find: string
}

/**
 * Lists the organisations with which this one can be merged. If one is chosen, it says what would change, or why the choice is
 * wrong. Null in a municipality with one organisation.
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
		/** The list was cut off, so the form offers a search by name. */
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
