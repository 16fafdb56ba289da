import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { longDate, shortDate } from "#app/utils/russian.ts"
import { countInGroups } from "../application/overview/operator-groups.server.ts"
import { membersOn } from "../commission/members-on.server.ts"
import { countApplicationsBy } from "../list/count-by.server.ts"
import { loadOffice } from "../reference/office.server.ts"
import { comesSql } from "./call-teachers.server.ts"
import { isSettled, obstaclesOf } from "./sitting-readiness.ts"

/** How many names the form shows before letters are sent. */
const MOST_NAMED = 100

/** «Заседания комиссии»: sittings, latest first, and how many applications wait for the next one. */
export async function viewSittings({ actor, now }: { actor: Actor; now: Date }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const today = civilDate(now)
	const [rows, inGroup, coming, members, office] = await Promise.all([
		prisma.sitting.findMany({
			orderBy: [{ heldOn: "desc" }, { createdAt: "desc" }],
			take: 200,
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
	const decisions = await countApplicationsBy(
		prisma,
		"sittingId",
		rows.map(({ id }) => id),
	)
	noteApplications(coming.map(({ id }) => id))
	return {
		/** Teachers who will get a letter as soon as a sitting is announced. */
		coming: coming.map(({ fullName }) => fullName),
		commission: members.length,
		usualPlace: office.sittingPlace,
		waiting: inGroup("for-sitting"),
		toAdmit: inGroup("to-admit"),
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
			settled: isSettled(row, decisions(row.id), today),
			decisions: decisions(row.id),
		})),
	}
}
export type SittingsView = Awaited<ReturnType<typeof viewSittings>>
