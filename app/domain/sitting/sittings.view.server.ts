import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { Sitting } from "#app/db/generated/client.ts"
import { pageOfList } from "#app/db/paging.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { pageOf } from "#app/utils/address.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { longDate, shortDate } from "#app/utils/russian.ts"
import { countInGroups } from "../application/overview/operator-groups.server.ts"
import { membersOn } from "../commission/members-on.server.ts"
import { sortIn } from "../list/list.ts"
import { orderSql } from "../list/order-sql.server.ts"
import type { SortedColumn } from "../list/sorted-columns.ts"
import { loadOffice } from "../reference/office.server.ts"
import { comesSql } from "./call-teachers.server.ts"
import { DECISIONS, type Decisions } from "./decisions-sql.server.ts"
import { SITTING_STAGES, stageOf } from "./sitting-readiness.ts"

/** How many names the form shows before letters are sent. */
const MOST_NAMED = 100

const PAGE_SIZE = 25

/** The list that an address asks for. */
export const sittingsQuery = (search: URLSearchParams) => ({
	sort: search.get("sort") ?? "",
	page: pageOf(search),
})

const LATEST_FIRST = Prisma.sql`s."heldOn" DESC, s."createdAt" DESC`

/**
 * The columns by which sittings can be sorted, `ranks` being each one's stage. Their numbers of decisions are no order: all
 * that was ever decided would be counted for it.
 */
const sortedBy = (
	ranks: ReadonlyMap<string, number> | null,
): Record<SortedColumn<"sittings">, Prisma.Sql> => ({
	date: Prisma.sql`s."heldOn"`,
	// «12», «12/2026»
	protocol: Prisma.sql`substring(s."protocolNumber" FROM '\\d{1,9}')::int`,
	order: Prisma.sql`s."orderDate"`,
	state: Prisma.sql`(${JSON.stringify(Object.fromEntries(ranks ?? []))}::jsonb->>s."id")::int`,
})

/** The stage of each sitting, which the machine's guards tell and no column does. Sittings are few: one or two a month. */
async function stageRanks(now: Date): Promise<ReadonlyMap<string, number>> {
	const stages = Object.keys(SITTING_STAGES)
	const sittings = await rowsOf<Sitting & Decisions>(
		prisma,
		Prisma.sql`SELECT s."id", s."heldOn", s."protocolNumber", s."members", s."present", s."orderNumber", s."orderDate", s."calledOffAt",
			${DECISIONS}
			FROM "Sitting" s`,
	)
	return new Map(sittings.map((one) => [one.id, stages.indexOf(stageOf(one, one.decidedAt, now))]))
}

/** «Заседания комиссии»: sittings, latest first, and how many applications wait for the next one. */
export async function viewSittings({
	actor,
	sort = "",
	page = 1,
	now,
}: {
	actor: Actor
	/** A column to sort by, with `-` in front for the reverse order. */
	sort?: string
	page?: number
	now: Date
}) {
	if (!isOperator(actor, null, null)) throw notFound()
	const today = civilDate(now)
	const ranks = sortIn(sort, ["state"]) ? await stageRanks(now) : null
	const order = orderSql(sortedBy(ranks), sort, LATEST_FIRST)
	const [{ rows, ...pages }, inGroup, coming, members, office] = await Promise.all([
		pageOfList({
			page,
			pageSize: PAGE_SIZE,
			count: async (most) => ranks?.size ?? prisma.sitting.count({ take: most }),
			load: ({ skip, take }) =>
				rowsOf<Sitting & Decisions>(
					prisma,
					Prisma.sql`SELECT s.*, ${DECISIONS}
						FROM "Sitting" s ORDER BY ${order} LIMIT ${take} OFFSET ${skip}`,
				),
		}),
		countInGroups(["for-sitting", "to-admit"]),
		rowsOf<{ id: string; fullName: string }>(
			prisma,
			Prisma.sql`SELECT a."id", a."fullName" FROM "Application" a WHERE ${comesSql(today)}
				ORDER BY a."fullName" LIMIT ${MOST_NAMED}`,
		),
		membersOn(prisma, today),
		loadOffice(prisma),
	])
	noteApplications(coming.map(({ id }) => id))
	return {
		/** Teachers who will get a letter as soon as a sitting is announced. */
		coming: coming.map(({ fullName }) => fullName),
		commission: members.length,
		usualPlace: office.sittingPlace,
		waiting: inGroup("for-sitting"),
		toAdmit: inGroup("to-admit"),
		pages,
		sittings: rows.map((row) => {
			const stage = stageOf(row, row.decidedAt, now)
			return {
				stage,
				stageText: SITTING_STAGES[stage],
				id: row.id,
				to: paths.operatorSitting(row.id),
				heldOn: longDate(row.heldOn),
				startsAt: row.startsAt ?? "",
				place: row.place,
				protocol: row.protocolNumber ? `№ ${row.protocolNumber}` : "",
				presence: row.members && row.present ? `${row.present} из ${row.members}` : "",
				order: row.orderNumber && row.orderDate ? `№ ${row.orderNumber} от ${shortDate(row.orderDate)}` : "",
				calledOff: row.calledOffAt ? row.calledOffReason : null,
				decisions: row.decisions,
			}
		}),
	}
}
export type SittingsView = Awaited<ReturnType<typeof viewSittings>>
