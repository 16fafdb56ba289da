import { prisma } from "#app/db/client.server.ts"
import { addMonths } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { rosterOf } from "#machines/calendar/deadlines.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { countApplicationsBy } from "../list/count-by.server.ts"
import { type CalendarEntry, entriesOf } from "./calendar-entry.ts"
import { type Collecting, groupBy, numbersOf, periodsAround } from "./collecting.ts"
import { invitationEntries } from "./coordinator-entries.server.ts"

const OPERATOR = { role: "operator" as const }

const ACTIVE = new Set(statesTagged(applicationLifecycle, "active"))
/** Registered but not decided yet. */
const UNDECIDED = statesTagged(applicationLifecycle, "registered").filter((state) => ACTIVE.has(state))

/** Applications that will be on the agenda of the next sitting. */
const AWAITED = statesTagged(applicationLifecycle, "awaitsDecision")

/** Dates that matter only if the period has applications. */
const OF_APPLICATIONS = new Set(["centre", "decision", "decision-outer"])

/** The dates of the region: periods, sittings, the roster of experts. */
export async function operatorEntries(asked: Collecting): Promise<CalendarEntry[]> {
	const [periods, sittings, invitations] = await Promise.all([
		periodEntries(asked),
		sittingEntries(asked),
		invitationEntries(asked, "operator", paths.operatorUsers()),
	])
	return [...periods, ...sittings, ...invitations, ...rosterEntries(asked)]
}

async function periodEntries(asked: Collecting): Promise<CalendarEntry[]> {
	const periods = periodsAround(asked)
	const schedules = await prisma.schedule.findMany({
		where: { periodId: { in: periods.map(({ id }) => id) } },
		select: { id: true, periodId: true },
	})
	const undecided = await countApplicationsBy(
		prisma,
		"scheduleId",
		schedules.map(({ id }) => id),
		UNDECIDED,
	)
	const byPeriod = groupBy(schedules, ({ periodId }) => periodId)
	return periods.flatMap(({ id, label }) => {
		const count = (byPeriod.get(id) ?? []).reduce((all, one) => all + undecided(one.id), 0)
		const subject = { ...OPERATOR, key: id, about: label, to: paths.operatorPeriods(id) }
		return entriesOf(subject, "period", { periodId: id }, numbersOf(asked, id)).flatMap((entry) => {
			if (!OF_APPLICATIONS.has(entry.deadline)) return [entry]
			const about = `${label}, ${counted(count, ["заявление", "заявления", "заявлений"])}`
			return count > 0 ? [{ ...entry, about, to: paths.operatorConclusions() }] : []
		})
	})
}

async function sittingEntries(asked: Collecting): Promise<CalendarEntry[]> {
	const sittings = await prisma.sitting.findMany({
		where: { heldOn: { gte: asked.from, lte: asked.to } },
		orderBy: { heldOn: "asc" },
		take: 200,
		select: { id: true, heldOn: true, startsAt: true, place: true },
	})
	const decisions = await countApplicationsBy(
		prisma,
		"sittingId",
		sittings.map(({ id }) => id),
	)
	const waiting =
		sittings.length > 0 ? await prisma.application.count({ where: { state: { in: AWAITED } } }) : 0
	return sittings.flatMap(({ id, heldOn, startsAt, place }) => {
		const decided = decisions(id)
		const agenda = counted(decided || waiting, ["заявление", "заявления", "заявлений"])
		const about = [decided > 0 ? `решено: ${agenda}` : `в повестке ${agenda}`, place]
			.filter(Boolean)
			.join("; ")
		const subject = { ...OPERATOR, key: id, about, to: paths.operatorSitting(id) }
		return entriesOf(subject, "sitting", { heldOn }, asked.numbersOn(heldOn)).map((entry) => ({
			...entry,
			time: startsAt,
			...(place && { place }),
		}))
	})
}

function rosterEntries(asked: Collecting): CalendarEntry[] {
	const years = new Set<string>()
	for (let day = asked.from; day <= asked.to; day = addMonths(day, 6)) years.add(rosterOf(day))
	return [...years].flatMap((schoolYear) =>
		entriesOf(
			{
				...OPERATOR,
				key: schoolYear,
				about: `${schoolYear} учебный год`,
				to: paths.operatorExperts(),
			},
			"roster",
			{ schoolYear },
			asked.numbersOn(asked.from),
		),
	)
}
