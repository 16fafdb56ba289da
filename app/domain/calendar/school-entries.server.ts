import { prisma } from "#app/db/client.server.ts"
import { organisationsOf } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { type CalendarEntry, entriesOf } from "./calendar-entry.ts"
import { type Collecting, groupBy, numbersOf, periodsAround } from "./collecting.ts"

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
	const rows = await prisma.application.findMany({
		where: {
			organisationId: { in: organisationsOf(actor) },
			teacherId: { not: actor.id },
			state: { in: AHEAD },
			schedule: { periodId: { in: periodsAround(asked).map(({ id }) => id) } },
		},
		select: { attestationForm: true, schedule: { select: { periodId: true } } },
	})
	const groups = groupBy(rows, ({ schedule }) => schedule?.periodId ?? "")
	return [...groups].flatMap(([periodId, inIt]) => {
		const remote = inIt.filter(({ attestationForm }) => attestationForm === "remote").length
		const subject = {
			role: "school_coordinator" as const,
			key: periodId,
			about: `${period(periodId).label}, ${teachersOf(inIt.length)}`,
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
