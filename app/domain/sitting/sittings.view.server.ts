import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { Sitting } from "#app/db/generated/client.ts"
import { pageOfList } from "#app/db/paging.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { longDate, shortDate } from "#app/utils/russian.ts"
import { countInGroups } from "../application/overview/operator-groups.server.ts"
import { membersOn } from "../commission/members-on.server.ts"
import { loadOffice } from "../reference/office.server.ts"
import { comesSql } from "./call-teachers.server.ts"
import { isSettled, obstaclesOf } from "./sitting-readiness.ts"

/** How many names the form shows before letters are sent. */
const MOST_NAMED = 100

const PAGE_SIZE = 25

/** «Заседания комиссии»: sittings, latest first, and how many applications wait for the next one. */
export async function viewSittings({ actor, page = 1, now }: { actor: Actor; page?: number; now: Date }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const today = civilDate(now)
	const [{ rows, ...pages }, inGroup, coming, members, office] = await Promise.all([
		pageOfList({
			page,
			pageSize: PAGE_SIZE,
			count: (most) => prisma.sitting.count({ take: most }),
			load: ({ skip, take }) =>
				rowsOf<Sitting & { decisions: number }>(
					prisma,
					Prisma.sql`SELECT s.*, (SELECT count(*)::int FROM "Application" a WHERE a."sittingId" = s."id") AS "decisions"
						FROM "Sitting" s ORDER BY s."heldOn" DESC, s."createdAt" DESC LIMIT ${take} OFFSET ${skip}`,
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
		sittings: rows.map((row) => ({
			id: row.id,
			to: paths.operatorSitting(row.id),
			heldOn: longDate(row.heldOn),
			startsAt: row.startsAt ?? "",
			place: row.place,
			ahead: row.heldOn > today,
			protocol: row.protocolNumber ? `№ ${row.protocolNumber}` : "",
			presence: row.members && row.present ? `${row.present} из ${row.members}` : "",
			order: row.orderNumber && row.orderDate ? `№ ${row.orderNumber} от ${shortDate(row.orderDate)}` : "",
			ready: obstaclesOf(row, now).length === 0,
			calledOff: row.calledOffAt ? row.calledOffReason : null,
			settled: isSettled(row, row.decisions, today),
			decisions: row.decisions,
		})),
	}
}
export type SittingsView = Awaited<ReturnType<typeof viewSittings>>
