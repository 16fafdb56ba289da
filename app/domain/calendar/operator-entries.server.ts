import { allOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { addMonths } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { rosterOf } from "#machines/calendar/deadlines.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { type CalendarEntry, entriesOf } from "./calendar-entry.ts"
import { type Collecting, numbersOf, periodsAround } from "./collecting.ts"
import { invitationEntries, type OpenInvitation, openInvitations } from "./coordinator-entries.server.ts"

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
	const { periods, sittings, invitations } = await datesOf(asked)
	return [
		...periodEntries(asked, periods),
		...sittingEntries(asked, sittings),
		...invitationEntries(invitations, "operator", paths.operatorUsers()),
		...rosterEntries(asked),
	]
}

interface Dates {
	/** How many registered applications of a period wait for a decision. */
	periods: { id: string; undecided: number }[]
	sittings: {
		id: string
		heldOn: string
		startsAt: string | null
		place: string
		decided: number
		/** Applications that the next sitting can decide on. */
		waiting: number
	}[]
	invitations: OpenInvitation[]
}

/** Everything in the database from which the dates are made, in one statement. */
async function datesOf(asked: Collecting): Promise<Dates> {
	const around = periodsAround(asked).map(({ id }) => id)
	const [dates] = await rowsOf<Dates>(
		prisma,
		Prisma.sql`
		SELECT ${allOf(Prisma.sql`
				SELECT s."periodId" AS "id", sum(c."count")::int AS "undecided"
				FROM "Schedule" s JOIN "StateCount" c ON c."subject" = 'application' AND c."scheduleId" = s."id"
				WHERE s."periodId" = ANY (${around}) AND c."state" = ANY (${UNDECIDED}) GROUP BY 1`)} AS "periods",
			${allOf(Prisma.sql`
				SELECT s."id", s."heldOn", s."startsAt", s."place",
					(SELECT count(*)::int FROM "Application" a WHERE a."sittingId" = s."id") AS "decided",
					(SELECT coalesce(sum(c."count"), 0)::int FROM "StateCount" c
						WHERE c."subject" = 'application' AND c."state" = ANY (${AWAITED})) AS "waiting"
				FROM "Sitting" s WHERE s."calledOffAt" IS NULL AND s."heldOn" BETWEEN ${asked.from} AND ${asked.to} ORDER BY s."heldOn" LIMIT 200`)} AS "sittings",
			${allOf(openInvitations(asked))} AS "invitations"`,
	)
	return dates ?? { periods: [], sittings: [], invitations: [] }
}

function periodEntries(asked: Collecting, found: Dates["periods"]): CalendarEntry[] {
	const undecided = new Map(found.map((one) => [one.id, one.undecided]))
	return periodsAround(asked).flatMap(({ id, label }) => {
		const count = undecided.get(id) ?? 0
		const subject = { ...OPERATOR, key: id, about: label, to: paths.operatorPeriods(id) }
		return entriesOf(subject, "period", { periodId: id }, numbersOf(asked, id)).flatMap((entry) => {
			if (!OF_APPLICATIONS.has(entry.deadline)) return [entry]
			const about = `${label}, ${counted(count, ["заявление", "заявления", "заявлений"])}`
			return count > 0 ? [{ ...entry, about, to: paths.operatorConclusions() }] : []
		})
	})
}

const sittingEntries = (asked: Collecting, sittings: Dates["sittings"]): CalendarEntry[] =>
	sittings.flatMap(({ id, heldOn, startsAt, place, decided, waiting }) => {
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
