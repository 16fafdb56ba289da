import { Prisma } from "#app/db/client.server.ts"
import { addMonths } from "#app/utils/civil-date.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { type Deadlines, periodsBetween } from "#machines/calendar.ts"
import { statesTagged, type TagOf } from "#machines/lifecycle.ts"
import type { Moment } from "../rule.ts"

// Parts of the rules' queries. Aliases: `a` an application, `s` its schedule, `e` an engagement, `d` the deadlines of the periods.

export const statesOf = (...tags: TagOf<typeof applicationLifecycle>[]): string[] =>
	statesTagged(applicationLifecycle, ...tags)

/** The days on which one deadline of a period is announced. */
export interface Window {
	deadline: string
	opensOn: string
	closesOn: string
}

/** How many months before or after today a period whose deadlines still matter may begin. */
const MONTHS_BACK = 6
const MONTHS_AHEAD = 6

/** The deadlines of the periods around today as a table `d` with the columns "periodId" and "deadline". Null if no window is open. */
export function periodDeadlines(
	{ today, onlyOpen, rulebook }: Moment,
	windowOf: (deadlines: Deadlines) => Window,
): Prisma.Sql | null {
	const rows = periodsBetween(addMonths(today, -MONTHS_BACK), addMonths(today, MONTHS_AHEAD))
		.map(({ id }) => ({ id, ...windowOf(deadlinesBy(rulebook, id)) }))
		.filter(({ opensOn, closesOn }) => !onlyOpen || (opensOn <= today && today <= closesOn))
	if (rows.length === 0) return null
	const values = rows.map(({ id, deadline }) => Prisma.sql`(${id}::text, ${deadline}::text)`)
	return Prisma.sql`(VALUES ${Prisma.join(values)}) AS d("periodId", "deadline")`
}

/** The coordinators of the application's municipality. Nobody is reminded of their own application. */
export const COORDINATORS = Prisma.sql`
	JOIN "Engagement" e ON e."role" = 'municipal_coordinator' AND e."to" IS NULL
		AND e."municipalityCode" = a."municipalityCode" AND e."personId" <> a."teacherId"`

export const OPERATORS = Prisma.sql`JOIN "Engagement" e ON e."role" = 'operator' AND e."to" IS NULL`

/** What a letter says about one application. */
export const ABOUT_APPLICATION = Prisma.sql`jsonb_build_object('teacherName', a."fullName",
	'position', concat_ws(' ', (SELECT p."nominative" FROM "Position" p WHERE p."code" = a."positionCode"),
		nullif(a."subjectGenitive", '')),
	'municipality', (SELECT m."name" FROM "Municipality" m WHERE m."code" = a."municipalityCode"))`
