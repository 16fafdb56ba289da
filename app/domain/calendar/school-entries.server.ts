import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { organisationsOf } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { type CalendarEntry, entriesOf } from "./calendar-entry.ts"
import { type Collecting, numbersOf, periodsAround } from "./collecting.ts"

/** In a schedule but without a conclusion, so materials may still be missing. */
const AHEAD = [
	...statesTagged(applicationLifecycle, "unapproved"),
	...statesTagged(applicationLifecycle, "awaitsConclusion"),
]

/** «3 педагога» */
export const teachersOf = (count: number) => counted(count, ["педагог", "педагога", "педагогов"])

/** The dates of a school by period: materials, and the beginning of its teachers' attestation. */
export async function schoolEntries(asked: Collecting): Promise<CalendarEntry[]> {
	const { actor } = asked
	const periods = await rowsOf<{ periodId: string; count: number; remote: number }>(
		prisma,
		Prisma.sql`
		SELECT s."periodId", count(*)::int AS "count", count(*) FILTER (WHERE a."attestationForm" = 'remote')::int AS "remote"
		FROM "Application" a JOIN "Schedule" s ON s."id" = a."scheduleId"
		WHERE a."organisationId" = ANY (${organisationsOf(actor)}) AND a."teacherId" <> ${actor.id} AND a."state" = ANY (${AHEAD})
			AND s."periodId" = ANY (${periodsAround(asked).map(({ id }) => id)})
		GROUP BY 1 ORDER BY 1`,
	)
	return periods.flatMap(({ periodId, count, remote }) => {
		const subject = {
			role: "school_coordinator" as const,
			key: periodId,
			about: `${period(periodId).label}, ${teachersOf(count)}`,
			to: paths.schoolApplications({ group: "registered" }),
		}
		return entriesOf(subject, "period", { periodId, remote: remote > 0 }, numbersOf(asked, periodId)).map(
			(entry) =>
				entry.deadline.startsWith("evidence")
					? { ...entry, about: `${period(periodId).label}, ${teachersOf(remote)}` }
					: entry,
		)
	})
}
