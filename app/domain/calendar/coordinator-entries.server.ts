import { allOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { municipalitiesOf } from "#app/policies/policy.ts"
import { addDays, civilDate, civilTime, instantOf } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, statesTagged } from "#machines/lifecycle.ts"
import { invitationLifecycle, scheduleLifecycle } from "#machines/lifecycles.ts"
import { halfYearLabel } from "../expert/half-year.ts"
import { listMunicipalities } from "../organisation/organisation.view.server.ts"
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
	const municipalities = (await listMunicipalities()).filter(({ value }) => codes.includes(value))
	const several = municipalities.length > 1
	const named = new Map(municipalities.map(({ value, label }) => [value, several ? `, ${label}` : ""]))
	const { schedules, reviews, invitations } = await datesOf(asked, [...named.keys()])
	return [
		...periodEntries(asked, named, schedules),
		...reviewEntries(named, reviews),
		...invitationEntries(invitations, "municipal_coordinator", paths.invitations()),
		...contractEntries(asked),
	]
}

type Named = ReadonlyMap<string, string>

interface Dates {
	schedules: {
		municipalityCode: string
		periodId: string
		state: string
		closesOn: string
		/** Its applications whose conclusion is missing or not checked. */
		unchecked: number
	}[]
	/** How many applications must be answered until a day. */
	reviews: { municipalityCode: string; reviewDueOn: string; count: number }[]
	invitations: OpenInvitation[]
}

/** Everything in the database from which the dates are made, in one statement. */
async function datesOf(asked: Collecting, codes: readonly string[]): Promise<Dates> {
	const { actor, from, to, first } = asked
	const periods = periodsAround(asked).map(({ id }) => id)
	const [dates] = await rowsOf<Dates>(
		prisma,
		Prisma.sql`
		SELECT ${allOf(Prisma.sql`
				SELECT s."municipalityCode", s."periodId", s."state", s."closesOn", coalesce(sum(c."count"), 0)::int AS "unchecked"
				FROM "Schedule" s LEFT JOIN "StateCount" c ON c."subject" = 'application' AND c."scheduleId" = s."id"
					AND c."state" = ANY (${UNCHECKED})
				WHERE s."municipalityCode" = ANY (${[...codes]}) AND s."periodId" = ANY (${periods}) GROUP BY s."id"`)} AS "schedules",
			${allOf(Prisma.sql`
				SELECT m."municipalityCode", d."reviewDueOn", d."count" FROM unnest(${[...codes]}::text[]) AS m("municipalityCode")
				CROSS JOIN LATERAL (SELECT a."reviewDueOn", count(*)::int AS "count" FROM "Application" a
					WHERE a."municipalityCode" = m."municipalityCode" AND a."teacherId" <> ${actor.id} AND a."state" = ANY (${AWAITING})
						AND a."reviewDueOn" BETWEEN ${from} AND ${to} GROUP BY 1 ORDER BY 1 LIMIT ${first}) AS d`)} AS "reviews",
			${allOf(openInvitations(asked))} AS "invitations"`,
	)
	return dates ?? { schedules: [], reviews: [], invitations: [] }
}

function periodEntries(asked: Collecting, named: Named, schedules: Dates["schedules"]): CalendarEntry[] {
	const periods = periodsAround(asked)
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
			const waiting = schedule?.unchecked ?? 0
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

const reviewEntries = (named: Named, reviews: Dates["reviews"]): CalendarEntry[] =>
	reviews.flatMap(({ municipalityCode, reviewDueOn, count }) => {
		const about = `${counted(count, ["заявление", "заявления", "заявлений"])}${named.get(municipalityCode) ?? ""}`
		const key = `${municipalityCode}.${reviewDueOn}`
		return entryOn({ ...COORDINATOR, key, about, to: paths.registration() }, "review", reviewDueOn)
	})

/** An invitation as a query returns it within JSON. */
export interface OpenInvitation {
	id: string
	email: string
	expiresAt: string
}

/** Invitations that this person has sent and nobody has accepted yet. */
export const openInvitations = ({ actor, from, to }: Collecting): Prisma.Sql => Prisma.sql`
	SELECT i."id", i."email", i."expiresAt" FROM "Invitation" i
	WHERE i."inviterId" = ${actor.id} AND i."state" = ANY (${PENDING})
		AND i."expiresAt" >= ${instantOf(from)} AND i."expiresAt" < ${instantOf(addDays(to, 1))}
	ORDER BY i."expiresAt" LIMIT 100`

/** @param page the page where the role sees its invitations */
export const invitationEntries = (
	invitations: readonly OpenInvitation[],
	role: "municipal_coordinator" | "operator",
	page: string,
): CalendarEntry[] =>
	invitations.flatMap(({ id, email, expiresAt }) => {
		const at = new Date(expiresAt)
		return entryOn({ role, key: id, about: email, to: page }, "invitation-ends", civilDate(at), civilTime(at))
	})

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
