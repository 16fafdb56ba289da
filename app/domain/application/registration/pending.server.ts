import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { type ListPages, pageOfList } from "#app/db/paging.server.ts"
import { literally } from "#app/db/search.server.ts"
import { addDays, civilDate } from "#app/utils/civil-date.ts"
import { daysLeft } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import { countApplications } from "../../list/count-applications.server.ts"
import { orderSql } from "../../list/order-sql.server.ts"
import type { SortedColumn } from "../../list/sorted-columns.ts"
import { askedForSql } from "../overview/asked-for.server.ts"
import { AWAITING, findingsOf } from "./findings.server.ts"
import { type Check, withdrawalCheck } from "./registration-check.ts"
import type { RegistrationQuery, Shown } from "./registration-query.ts"
import { NEAR_DAYS } from "./review-term.ts"

const WAITING_WITHDRAWALS = statesTagged(withdrawalLifecycle, "waiting")

interface Waiting {
	id: string
	version: number
	fullName: string
	organisationId: string
	organisation: string
	claimedCategory: string | null
	attestationForm: string | null
	reviewDueOn: string | null
	withdrawalWaits: boolean
	position: string
	subjectGenitive: string
	currentCategory: string
	currentEndsOn: string | null
	receivedOn: string | null
	procedure: string | null
}

/** An application that waits to be registered or rejected. */
export interface Pending extends Waiting {
	/** Days left of the thirty. Negative when the term has passed. */
	daysLeft: number
}

const WITHDRAWAL_WAITS = Prisma.sql`EXISTS (SELECT 1 FROM "Withdrawal" w WHERE w."applicationId" = a."id"
	AND w."state" = ANY (${WAITING_WITHDRAWALS}))`
/** The few that wait are looked up once, where all applications are counted. */
const IS_CLEAN = Prisma.sql`(a."checkFindings" = 0 AND a."id" NOT IN (SELECT w."applicationId" FROM "Withdrawal" w
	WHERE w."state" = ANY (${WAITING_WITHDRAWALS})))`

/** What each figure above the list counts and filters by. An application that is not examined yet does not count as clean. */
function conditions(now: Date): Record<Shown, Prisma.Sql> {
	const today = civilDate(now)
	const dueOn = Prisma.sql`coalesce(a."reviewDueOn", ${today})`
	return {
		all: Prisma.sql`TRUE`,
		overdue: Prisma.sql`${dueOn} < ${today}`,
		soon: Prisma.sql`${dueOn} BETWEEN ${today} AND ${addDays(today, NEAR_DAYS)}`,
		clean: Prisma.sql`${IS_CLEAN} IS TRUE`,
		findings: Prisma.sql`${IS_CLEAN} IS NOT TRUE`,
	}
}

const waitsIn = (municipalityCode: string) =>
	Prisma.sql`a."municipalityCode" = ${municipalityCode} AND a."state" = ANY (${AWAITING})`

/** The waiting applications of a municipality that match the filters. */
export async function pendingFilter(
	municipalityCode: string,
	query: RegistrationQuery,
	now: Date,
): Promise<Prisma.Sql> {
	return Prisma.join(
		[
			waitsIn(municipalityCode),
			conditions(now)[query.show],
			await askedForSql(query.q),
			organisationWhere(query.organisation, municipalityCode),
			...(query.claimed ? [Prisma.sql`a."claimedCategory" = ${query.claimed}`] : []),
			...(query.form ? [Prisma.sql`a."attestationForm" = ${query.form}`] : []),
		],
		" AND ",
	)
}

/** By words of the organisation's name, in any order, or by its id, as older addresses have it. */
function organisationWhere(asked: string, municipalityCode: string): Prisma.Sql {
	const words = asked.split(/\s+/).filter(Boolean)
	if (words.length === 0) return Prisma.sql`TRUE`
	const named = words.map((word) => Prisma.sql`o."name" ILIKE ${`%${literally(word)}%`}`)
	return Prisma.sql`a."organisationId" IN (SELECT o."id" FROM "Organisation" o
		WHERE o."municipalityCode" = ${municipalityCode} AND (o."id" = ${asked} OR (${Prisma.join(named, " AND ")})))`
}

/** The figures above the list: how many applications of each kind wait in a municipality. */
export async function countPending(municipalityCode: string, now: Date): Promise<Record<Shown, number>> {
	const { overdue, soon, clean, findings } = conditions(now)
	const [counted] = await rowsOf<Record<Shown, number>>(
		prisma,
		Prisma.sql`
		SELECT count(*)::int AS "all", count(*) FILTER (WHERE ${overdue})::int AS "overdue",
			count(*) FILTER (WHERE ${soon})::int AS "soon", count(*) FILTER (WHERE ${clean})::int AS "clean",
			count(*) FILTER (WHERE ${findings})::int AS "findings"
		FROM "Application" a WHERE ${waitsIn(municipalityCode)}`,
	)
	return counted ?? { all: 0, overdue: 0, soon: 0, clean: 0, findings: 0 }
}

/** One page of the waiting applications of a municipality, the earliest term first, and how many match the filters. */
export async function pageOfPending(
	municipalityCode: string,
	query: RegistrationQuery,
	{ size, now }: { size: number; now: Date },
): Promise<ListPages & { rows: Pending[] }> {
	const filter = await pendingFilter(municipalityCode, query, now)
	return pageOfList({
		page: query.page,
		pageSize: size,
		count: (most) => countApplications(filter, most),
		load: ({ skip, take }) =>
			load(
				filter,
				Prisma.sql`LIMIT ${take} OFFSET ${skip}`,
				now,
				orderSql(SORTED, query.sort, EARLIEST_TERM),
			),
	})
}

/** All applications that match the filters, in the order of the list. «выбрать все найденные» selects these. */
export async function idsOfPending(
	municipalityCode: string,
	query: RegistrationQuery,
	most: number,
	now: Date,
): Promise<string[]> {
	const filter = await pendingFilter(municipalityCode, query, now)
	const rows = await rowsOf<{ id: string }>(
		prisma,
		Prisma.sql`SELECT a."id" FROM "Application" a WHERE ${filter}
			ORDER BY ${orderSql(SORTED, query.sort, EARLIEST_TERM)} LIMIT ${most}`,
	)
	return rows.map(({ id }) => id)
}

/** Those of the given applications that wait in a municipality. */
export const pendingAmong = (
	municipalityCode: string,
	ids: readonly string[],
	now: Date,
): Promise<Pending[]> =>
	load(Prisma.sql`${waitsIn(municipalityCode)} AND a."id" = ANY (${[...ids]})`, Prisma.empty, now)

/** What was found about each of these applications, by its id. */
export async function findingsOfPending(
	rows: readonly Pending[],
	now: Date,
): Promise<ReadonlyMap<string, Check[]>> {
	const ids = rows.map(({ id }) => id)
	const found = await findingsOf(prisma, ids, now)
	return new Map(rows.map((row) => [row.id, [...(found.get(row.id) ?? []), ...withdrawalCheck(row)]]))
}

const EARLIEST_TERM = Prisma.sql`a."reviewDueOn", a."submittedAt", a."id"`

/** The columns by which the list can be sorted. */
const SORTED: Record<SortedColumn<"registration">, Prisma.Sql> = {
	name: Prisma.sql`a."searchName"`,
	current: Prisma.sql`a."currentCategory"`,
	claimed: Prisma.sql`a."claimedCategory"`,
	form: Prisma.sql`a."attestationForm"`,
	left: Prisma.sql`a."reviewDueOn"`,
	check: Prisma.sql`a."checkFindings"`,
}

async function load(
	filter: Prisma.Sql,
	page: Prisma.Sql,
	now: Date,
	order = EARLIEST_TERM,
): Promise<Pending[]> {
	const today = civilDate(now)
	const rows = await rowsOf<Waiting>(
		prisma,
		Prisma.sql`
		SELECT a."id", a."version", a."fullName", a."organisationId", o."name" AS "organisation", a."claimedCategory",
			a."attestationForm", a."reviewDueOn", ${WITHDRAWAL_WAITS} AS "withdrawalWaits", p."nominative" AS "position",
			a."subjectGenitive", a."currentCategory", a."currentEndsOn", a."receivedOn", a."procedure"
		FROM (SELECT a."id" FROM "Application" a WHERE ${filter} ORDER BY ${order} ${page}) "part"
		JOIN "Application" a ON a."id" = "part"."id"
		JOIN "Organisation" o ON o."id" = a."organisationId" JOIN "Position" p ON p."code" = a."positionCode"
		ORDER BY ${order}`,
	)
	return rows.map((row) => ({
		...row,
		daysLeft: row.reviewDueOn ? daysLeft(row.reviewDueOn, today) : 0,
	}))
}
