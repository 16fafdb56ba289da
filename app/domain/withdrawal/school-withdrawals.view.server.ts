import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { countUpTo, pageOfList } from "#app/db/paging.server.ts"
import { namedSql } from "#app/db/search.server.ts"
import { categoryText } from "#app/documents/phrases.ts"
import { type Actor, organisationsOf } from "#app/policies/policy.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { shortOf, statesTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import { askedForSql } from "../application/overview/asked-for.server.ts"
import type { SchoolQuery } from "../application/overview/school-list.query.ts"
import { orderSql } from "../list/order-sql.server.ts"
import { rowsOfApplications } from "../list/rows-of-applications.server.ts"
import type { SortedColumn } from "../list/sorted-columns.ts"

const PAGE_SIZE = 50
const WITHDRAWABLE = statesTagged(applicationLifecycle, "withdrawable")

const BY_NAME = Prisma.sql`p."searchName", a."id"`
const SORTED: Record<SortedColumn<"schoolWithdrawals">, Prisma.Sql> = {
	name: Prisma.sql`p."searchName"`,
	claimed: Prisma.sql`a."claimedCategory"`,
	state: Prisma.sql`a."state"`,
	withdrawal: Prisma.sql`(SELECT w."state" FROM "Withdrawal" w WHERE w."applicationId" = a."id" ORDER BY w."createdAt" DESC LIMIT 1)`,
}

export interface WithdrawableRow {
	id: string
	state: string
	short: string
	fullName: string
	position: string
	claimedCategory: string
	withdrawal: { state: string; short: string; reason: string } | null
}

/** «Отзыв заявления»: applications that can still be withdrawn, and those with a withdrawal to show, by surname. */
export async function viewSchoolWithdrawals({
	actor,
	query,
}: {
	actor: Actor
	query: Omit<SchoolQuery, "group">
}) {
	// Nobody acts as coordinator on their own application. The applications of one organisation are few, so the withdrawals
	// of each are looked up, while EXISTS may be planned as a look at all withdrawals.
	const those = Prisma.sql`"Application" a JOIN "Person" p ON p."id" = a."teacherId"
		WHERE a."organisationId" = ANY (${organisationsOf(actor)}) AND a."teacherId" <> ${actor.id}
			AND (${await askedForSql(query.name)} OR ${namedSql("p", query.name)})
			AND CASE WHEN a."state" = ANY (${WITHDRAWABLE}) THEN TRUE
				ELSE (SELECT TRUE FROM "Withdrawal" w WHERE w."applicationId" = a."id" LIMIT 1) END`
	const listed = await pageOfList({
		page: query.page,
		pageSize: PAGE_SIZE,
		count: (most) => countUpTo(most, those),
		load: ({ skip, take }) =>
			rowsOf<{ id: string }>(
				prisma,
				Prisma.sql`SELECT a."id" FROM ${those} ORDER BY ${orderSql(SORTED, query.sort, BY_NAME)} LIMIT ${take} OFFSET ${skip}`,
			),
	})
	noteApplications(listed.rows.map(({ id }) => id))
	return { ...listed, rows: (await loadRows(listed.rows)).map(withdrawableRow), query }
}

interface Shown {
	/** The latest one. */
	withdrawal: { state: string; reason: string } | null
}

const loadRows = rowsOfApplications([
	"state",
	"fullName",
	"claimedCategory",
	"subjectGenitive",
])<Shown>(Prisma.sql`,
	(SELECT to_jsonb(one) FROM (SELECT w."state", w."reason" FROM "Withdrawal" w WHERE w."applicationId" = a."id"
		ORDER BY w."createdAt" DESC LIMIT 1) one) AS "withdrawal"`)

function withdrawableRow(row: Awaited<ReturnType<typeof loadRows>>[number]): WithdrawableRow {
	const { id, state, fullName, claimedCategory, position, subjectGenitive, withdrawal } = row
	return {
		id,
		state,
		short: shortOf(applicationLifecycle, state),
		fullName,
		position: [position, subjectGenitive].filter(Boolean).join(" "),
		claimedCategory: categoryText(claimedCategory),
		withdrawal: withdrawal ? { ...withdrawal, short: shortOf(withdrawalLifecycle, withdrawal.state) } : null,
	}
}
