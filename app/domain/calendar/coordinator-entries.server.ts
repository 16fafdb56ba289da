import { prisma } from "#app/db/client.server.ts"
import { municipalitiesOf } from "#app/policies/policy.ts"
import { addDays, civilDate, civilTime, instantOf } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, statesTagged } from "#machines/lifecycle.ts"
import { invitationLifecycle, scheduleLifecycle } from "#machines/lifecycles.ts"
import { halfYearLabel } from "../expert/half-year.ts"
import { countApplicationsBy } from "../list/count-by.server.ts"
import { type CalendarEntry, entriesOf, entryOn } from "./calendar-entry.ts"
import { type Collecting, contractHalves, numbersOf, periodsAround } from "./collecting.ts"

const AWAITING = statesTagged(applicationLifecycle, "awaitsRegistration")
/** States in which a conclusion is still missing or must be checked. */
export const UNCHECKED = statesTagged(applicationLifecycle, "openToExperts").filter(
	(state) => !isTagged(applicationLifecycle, state, "awaitsDecision"),
)
const PENDING = statesTagged(invitationLifecycle, "pending")
const FILLABLE = new Set(statesTagged(scheduleLifecycle, "fillable"))

const COORDINATOR = { role: "municipal_coordinator" as const }

/** The dates of a municipal coordinator, for each of their municipalities. */
export async function coordinatorEntries(asked: Collecting): Promise<CalendarEntry[]> {
	const codes = municipalitiesOf(asked.actor)
	const municipalities = await prisma.municipality.findMany({
		where: { code: { in: codes } },
		orderBy: { sortOrder: "asc" },
		select: { code: true, name: true },
	})
	const several = municipalities.length > 1
	const named = new Map(municipalities.map(({ code, name }) => [code, several ? `, ${name}` : ""]))
	const [periods, reviews, invitations] = await Promise.all([
		periodEntries(asked, named),
		reviewEntries(asked, named),
		invitationEntries(asked, "municipal_coordinator", paths.invitations()),
	])
	return [...periods, ...reviews, ...invitations, ...contractEntries(asked)]
}

type Named = ReadonlyMap<string, string>

async function periodEntries(asked: Collecting, named: Named): Promise<CalendarEntry[]> {
	const periods = periodsAround(asked)
	const schedules = await prisma.schedule.findMany({
		where: { municipalityCode: { in: [...named.keys()] }, periodId: { in: periods.map(({ id }) => id) } },
		select: { id: true, municipalityCode: true, periodId: true, state: true, closesOn: true },
	})
	const unchecked = await countApplicationsBy(
		prisma,
		"scheduleId",
		schedules.map(({ id }) => id),
		UNCHECKED,
	)
	return [...named].flatMap(([code, name]) =>
		periods.flatMap(({ id, label }) => {
			const schedule = schedules.find((one) => one.municipalityCode === code && one.periodId === id)
			const subject = {
				...COORDINATOR,
				key: `${code}.${id}`,
				about: `${label}${name}`,
				to: paths.scheduling({ period: id }),
			}
			const dates = entriesOf(subject, "period", { periodId: id }, numbersOf(asked, id))
			const waiting = schedule ? unchecked(schedule.id) : 0
			return dates.flatMap((entry): CalendarEntry[] => {
				if (entry.deadline === "centre") return waiting > 0 ? [withConclusions(entry, waiting)] : []
				return [schedule ? { ...entry, on: dayOfSchedule(entry, schedule) } : entry]
			})
		}),
	)
}

const withConclusions = (entry: CalendarEntry, count: number): CalendarEntry => ({
	...entry,
	about: `${entry.about}, ${counted(count, ["заключение", "заключения", "заключений"])}`,
	to: paths.municipalityAttestation(),
})

/** A schedule that an operator has reopened closes on its own day. */
function dayOfSchedule(
	entry: CalendarEntry,
	{ state, closesOn }: { state: string; closesOn: string },
): string {
	if (!FILLABLE.has(state)) return entry.on
	if (entry.deadline === "schedule") return closesOn
	return entry.deadline === "period-closes" ? addDays(closesOn, 1) : entry.on
}

async function reviewEntries({ actor, from, to }: Collecting, named: Named): Promise<CalendarEntry[]> {
	const rows = await prisma.application.groupBy({
		by: ["municipalityCode", "reviewDueOn"],
		where: {
			municipalityCode: { in: [...named.keys()] },
			teacherId: { not: actor.id },
			state: { in: AWAITING },
			reviewDueOn: { gte: from, lte: to },
		},
		_count: { _all: true },
	})
	return rows.flatMap(({ municipalityCode, reviewDueOn, _count }) => {
		if (!reviewDueOn) return []
		const about = `${counted(_count._all, ["заявление", "заявления", "заявлений"])}${named.get(municipalityCode) ?? ""}`
		const key = `${municipalityCode}.${reviewDueOn}`
		return entryOn({ ...COORDINATOR, key, about, to: paths.registration() }, "review", reviewDueOn)
	})
}

/** Invitations that this person has sent and nobody has accepted yet. @param page the page where the role sees them */
export async function invitationEntries(
	{ actor, from, to }: Collecting,
	role: "municipal_coordinator" | "operator",
	page: string,
): Promise<CalendarEntry[]> {
	const rows = await prisma.invitation.findMany({
		where: {
			inviterId: actor.id,
			state: { in: PENDING },
			expiresAt: { gte: instantOf(from), lt: instantOf(addDays(to, 1)) },
		},
		orderBy: { expiresAt: "asc" },
		take: 100,
		select: { id: true, email: true, expiresAt: true },
	})
	return rows.flatMap(({ id, email, expiresAt }) =>
		entryOn(
			{ role, key: id, about: email, to: page },
			"invitation-ends",
			civilDate(expiresAt),
			civilTime(expiresAt),
		),
	)
}

const contractEntries = (asked: Collecting): CalendarEntry[] =>
	contractHalves(asked).flatMap((half) =>
		entriesOf(
			{
				...COORDINATOR,
				key: `${half.year}-${half.half}`,
				about: halfYearLabel(half),
				to: paths.municipalityExperts(),
			},
			"contract",
			half,
			asked.numbersOn(asked.from),
		),
	)
