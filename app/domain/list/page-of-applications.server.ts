import { type Prisma, prisma } from "#app/db/client.server.ts"
import { type ListPages, pageOfList } from "#app/db/paging.server.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { keptCount } from "../machine/state-counts.server.ts"
import { keptWhere } from "./kept-where.server.ts"
import { sortIn } from "./list.ts"
import type { SortedColumn, SortedList } from "./sorted-columns.ts"

/** Rows of a page of every list of applications. */
const PAGE_SIZE = 50

type Order = Prisma.ApplicationOrderByWithRelationInput

/** What each column of a list of applications means for its order. */
export type SortedApplications<List extends SortedList> = Readonly<
	Record<SortedColumn<List>, (way: "asc" | "desc") => Order>
>

const BY_NAME: readonly Order[] = [{ searchName: "asc" }, { id: "asc" }]

/** The order that an address asks for. Rows that are equal in it, and lists without a `sort`, keep the usual order. */
export function orderOfApplications(
	sorted: Readonly<Record<string, (way: "asc" | "desc") => Order>>,
	sort: string | undefined,
	usual: readonly Order[] = BY_NAME,
): Order[] {
	const asked = sortIn(sort ?? "", Object.keys(sorted))
	const by = asked && sorted[asked.by]
	return [...(by ? [by(asked.direction)] : []), ...usual]
}

/**
 * Prisma counts up to a limit in the order of ids unless it is told another one, and then PostgreSQL may read the whole
 * table in that order. The order of the list has an index; an order by another table has none, and the names serve instead.
 */
const orderOfCount = (orderBy: readonly Order[]): Order[] =>
	orderBy.some((one) => Object.values(one).some((way) => typeof way === "object"))
		? [...BY_NAME]
		: [...orderBy]

/**
 * The ids of one page of the applications that meet a condition. It records that the reader saw them. PostgreSQL passes all
 * earlier ones on its way to the page, so it carries no more than the ids, which an index has; what the rows show is loaded
 * for the page alone (rowsOfApplications).
 */
export async function pageOfApplications({
	where,
	orderBy,
	page,
}: {
	where: Prisma.ApplicationWhereInput
	/** It ends with the id, so that no two rows are equal. */
	orderBy: Order[]
	/** Counted from 1. */
	page: number
}): Promise<ListPages & { rows: { id: string }[] }> {
	const kept = keptWhere(where)
	const load = (part: { skip: number; take: number }) =>
		prisma.application.findMany({ where, orderBy, ...part, select: { id: true } })
	const listed = await pageOfList({
		page,
		pageSize: PAGE_SIZE,
		count: (take) =>
			kept
				? keptCount("application", kept)
				: prisma.application.count({ where, orderBy: orderOfCount(orderBy), take }),
		load,
		// Prisma takes a negative number of rows from the end of the list and returns them in its order.
		loadFromEnd: async ({ skip, take }) => (await load({ skip, take: -take })).reverse(),
	})
	noteApplications(listed.rows.map(({ id }) => id))
	return listed
}
