import { prisma } from "#app/db/client.server.ts"
import { addMonths } from "#app/utils/civil-date.ts"
import { shortDate } from "#app/utils/russian.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { DEADLINE_NAMES, type DeadlineName, period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import type { Rulebook } from "#machines/rulebook/index.ts"

const FILLABLE = statesTagged(scheduleLifecycle, "fillable")
const NAMES = Object.entries(DEADLINE_NAMES) as [DeadlineName, string][]
/** A period has its last dates so long after its first day. */
const MONTHS_LONG = 3

/** A period with dates that would move, and its schedules that are still being filled in. */
export interface MovedDates {
	id: string
	label: string
	/** «последний день формирования графика: 12.11.2026 → 14.11.2026» */
	dates: string[]
	/**
	 * Municipalities whose open schedule has another last day than the rules give. It keeps its day until an operator applies
	 * that of the rules on the page of the period.
	 */
	schedules: string[]
}

/** Current and future periods for which the changed rules would give other dates. */
export async function movedDates({
	before,
	after,
	today,
}: {
	before: Rulebook
	after: Rulebook
	today: string
}): Promise<MovedDates[]> {
	const periods = await prisma.period.findMany({
		where: { id: { gte: addMonths(today, -MONTHS_LONG).slice(0, 7) } },
		orderBy: { id: "asc" },
		select: {
			id: true,
			schedules: {
				where: { state: { in: FILLABLE }, reopenReason: null },
				orderBy: { municipality: { sortOrder: "asc" } },
				select: { closesOn: true, municipality: { select: { name: true } } },
			},
		},
	})
	return periods.flatMap(({ id, schedules }) => {
		const [was, is] = [deadlinesBy(before, id), deadlinesBy(after, id)]
		const dates = NAMES.filter(([name]) => was[name] !== is[name]).map(
			([name, words]) => `${words}: ${shortDate(was[name])} → ${shortDate(is[name])}`,
		)
		if (dates.length === 0) return []
		const differing = was.closesAfter === is.closesAfter ? [] : schedules
		return [
			{
				id,
				label: period(id).label,
				dates,
				schedules: differing
					.filter(({ closesOn }) => closesOn !== is.closesAfter)
					.map(({ municipality }) => municipality.name),
			},
		]
	})
}
