import { allOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { personName } from "#app/db/person-name.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { longDate, longDateTime } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { shortOf } from "#machines/lifecycle.ts"
import { sqlInGroup } from "../application/overview/operator-groups.server.ts"

/** How many names of the agenda the page shows; the numbers are of all. */
const NAMED = 100

interface Found {
	heldOn: string
	startsAt: string | null
	place: string
	calledOffAt: Date
	calledOffReason: string
	calledOffTold: number
	by: string | null
	/** Where the applications of its agenda are now. */
	went: { sittingId: string | null; heldOn: string | null; waits: boolean; count: number }[]
	named: { id: string; fullName: string; state: string }[]
}

/**
 * A sitting that was called off: when, by whom and why, and where the applications of its agenda are now. Null for a sitting
 * that was not.
 * @throws DomainError not-found to everybody but operators
 */
export async function viewCalledOff({ actor, id, now }: { actor: Actor; id: string; now: Date }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const waits = sqlInGroup("for-sitting", civilDate(now))
	const [found] = await rowsOf<Found>(
		prisma,
		Prisma.sql`
		SELECT s."heldOn", s."startsAt", s."place", s."calledOffAt", s."calledOffReason", s."calledOffTold",
			(SELECT ${personName("p")} FROM "Person" p WHERE p."id" = s."calledOffById") AS "by",
			${allOf(Prisma.sql`SELECT a."sittingId", d."heldOn", a."sittingId" IS NULL AND (${waits}) AS "waits", count(*)::int AS "count"
				FROM "Application" a LEFT JOIN "Sitting" d ON d."id" = a."sittingId"
				WHERE a."id" = ANY (s."calledOffAgenda") GROUP BY 1, 2, 3 ORDER BY 2, 3 DESC`)} AS "went",
			${allOf(Prisma.sql`SELECT a."id", a."fullName", a."state" FROM "Application" a WHERE a."id" = ANY (s."calledOffAgenda")
				ORDER BY a."searchName", a."id" LIMIT ${NAMED}`)} AS "named"
		FROM "Sitting" s WHERE s."id" = ${id} AND s."calledOffAt" IS NOT NULL`,
	)
	if (!found) return null
	noteApplications(found.named.map((row) => row.id))
	const total = found.went.reduce((all, { count }) => all + count, 0)
	return {
		title: `Заседание ${longDate(found.heldOn)}`,
		meeting: [found.startsAt, found.place].filter(Boolean).join(", "),
		at: longDateTime(new Date(found.calledOffAt)),
		by: found.by ?? "",
		reason: found.calledOffReason,
		told: found.calledOffTold,
		total,
		went: found.went.map(({ sittingId, heldOn, waits: waiting, count }) => ({
			count,
			...(sittingId && heldOn
				? { where: `Решены на заседании ${longDate(heldOn)}`, to: paths.operatorSitting(sittingId) }
				: waiting
					? { where: "Ждут решения комиссии", to: paths.operatorConclusions({ show: "for-sitting" }) }
					: { where: "Ушли из повестки: вернулись к специалистам, отозваны", to: null }),
		})),
		named: found.named.map((row) => ({
			id: row.id,
			to: paths.operatorApplication(row.id),
			name: row.fullName,
			state: row.state,
			short: shortOf(applicationLifecycle, row.state),
		})),
	}
}
export type CalledOffView = NonNullable<Awaited<ReturnType<typeof viewCalledOff>>>
