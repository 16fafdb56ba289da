import { allOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { addDays, civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { dayMonth, shortDate } from "#app/utils/russian.ts"
import { period, proposePeriod, schoolYearOf } from "#machines/calendar.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import {
	type Roster,
	type RosterQuestion,
	rosterQuestions,
	viewRoster,
} from "../../expert/roster/roster.view.server.ts"
import { type FoundPeriod, periodOptions, periodsSql } from "../../schedule/schedule.view.server.ts"
import { viewApplication } from "../application.view.server.ts"
import { type SchedulingQuery, schedulingNeighbours } from "./scheduling.view.server.ts"
import { repeatPair, type SuggestedPair, suggestPair } from "./suggest-pair.ts"

export interface PeriodChoice {
	id: string
	/** Begins with «(ПЕРИОД ЗАКРЫТ)» if the period is closed. */
	label: string
	/** «закроется после 12 октября» */
	note: string
	/** Why this period is proposed; null if it is not. */
	proposed: string | null
	open: boolean
}

/** What the coordinator chose before reloading the experts for another period. Empty when the page is opened. */
export interface PickedSeats {
	period: string
	/** Null if nothing was chosen on the page; then the stored seat applies. */
	expert1: string | null
	expert2: string | null
	colleagueReason1: string | null
	colleagueReason2: string | null
	subject: string
	/** Words of a specialist's name, if they were looked for. */
	specialist: string
}

/** The values that «Показать специалистов» put into the address. */
export const pickedSeats = (query: URLSearchParams): PickedSeats => ({
	period: query.get("period") ?? "",
	expert1: query.get("expert1"),
	expert2: query.get("expert2"),
	colleagueReason1: query.get("colleagueReason1"),
	colleagueReason2: query.get("colleagueReason2"),
	subject: query.get("subject") ?? "",
	specialist: (query.get("specialist") ?? "").trim().slice(0, 100),
})

/**
 * «Заполнение графика аттестации» of one application: periods with the proposed one marked, experts of the municipality
 * for the chosen period, and the neighbours in the list from which the page was opened.
 */
export async function viewAssignment({
	actor,
	id,
	picked,
	list,
	now,
}: {
	actor: Actor
	id: string
	picked: PickedSeats
	/** Filters of the list from which the page was opened, or null if there was no list. */
	list: SchedulingQuery | null
	now: Date
}) {
	const application = await viewApplication({ actor, id, now })
	const [row, neighbours] = await Promise.all([
		loadRow(actor, id),
		list ? schedulingNeighbours(actor, list, id) : { previous: null, next: null },
	])
	const periods = periodChoices(row, application.periodId, now)
	const proposed = periods.find((one) => one.proposed !== null)
	const chosen =
		periods.find((one) => one.id === picked.period && one.open)?.id ??
		application.periodId ??
		proposed?.id ??
		null
	const seats = [1, 2].map((seat) => row.seats.find((one) => one.seat === seat))
	const experts = [
		picked.expert1 ?? seats[0]?.expertId ?? "",
		picked.expert2 ?? seats[1]?.expertId ?? "",
	] as const
	const roster = await viewRoster(row, chosen, { name: picked.specialist, keep: experts })
	return {
		application: {
			id,
			state: application.state,
			short: application.short,
			version: application.version,
			fullName: application.fullName,
			position: application.position,
			organisation: application.organisation,
			municipality: application.municipality,
			currentCategory: application.currentCategory,
			claimedCategory: application.claimedCategory,
			attestationForm: application.attestationForm,
			journal: application.journal && {
				number: application.journal.number,
				on: shortDate(application.journal.on),
			},
			period: application.period,
			experts: application.experts.map(({ name, post }) => ({ name, post })),
		},
		assign: application.events["schedule.assign"],
		clear: application.events["schedule.clear"],
		periods,
		chosen,
		chosenLabel: chosen ? period(chosen).label : null,
		schoolYear: chosen ? period(chosen).schoolYear : null,
		experts,
		colleagueReasons: [
			picked.colleagueReason1 ?? seats[0]?.colleagueReason ?? "",
			picked.colleagueReason2 ?? seats[1]?.colleagueReason ?? "",
		] as const,
		// Among those with a name there may be nobody whom the rules would prefer.
		suggested: picked.specialist ? null : suggestPair(roster.experts, chosen),
		repeated: await asBefore(row, periods),
		...shown(roster, picked, experts),
		neighbours,
	}
}
export type AssignmentView = Awaited<ReturnType<typeof viewAssignment>>

/** Period and pair of the last assignment that this person has made in the municipality, if both fit here as well. */
async function asBefore(row: AssignedRow, periods: readonly PeriodChoice[]): Promise<SuggestedPair | null> {
	const { last } = row
	if (!last || !periods.some(({ id, open }) => open && id === last.period)) return null
	const roster = await viewRoster(row, last.period, { keep: last.experts, onlyKept: true })
	return repeatPair(roster.experts, last.period, last.experts)
}

interface AssignedRow extends RosterQuestion {
	currentEndsOn: string | null
	seats: { seat: number; expertId: string; colleagueReason: string | null }[]
	/** Every period of the municipality. */
	periods: FoundPeriod[]
	/** The last assignment of this person in the municipality. */
	last: { period: string; experts: string[] } | null
}

/** How many assignments back the last one of the same municipality is looked for. */
const LATEST = 20

/** Everything that the page knows before a period is chosen, in one statement. */
async function loadRow(actor: Actor, id: string): Promise<AssignedRow> {
	const lastOnes = Prisma.sql`
		SELECT s."periodId" AS "period",
			array(SELECT t."expertId" FROM "Seat" t WHERE t."applicationId" = a."id" ORDER BY t."seat") AS "experts"
		FROM (SELECT j."subjectId", j."id" FROM "Journal" j
			WHERE j."actorId" = ${actor.id} AND j."subject" = 'application' AND j."event" = 'schedule.assign'
				AND j."subjectId" <> x."id" ORDER BY j."id" DESC LIMIT ${LATEST}) j
		JOIN "Application" a ON a."id" = j."subjectId" AND a."municipalityCode" = x."municipalityCode"
		JOIN "Schedule" s ON s."id" = a."scheduleId"
		ORDER BY j."id" DESC LIMIT 1`
	const more = Prisma.sql`, x."currentEndsOn",
		${allOf(Prisma.sql`SELECT t."seat", t."expertId", t."colleagueReason" FROM "Seat" t WHERE t."applicationId" = x."id"`)} AS "seats",
		${allOf(periodsSql(Prisma.sql`s."municipalityCode" = x."municipalityCode"`))} AS "periods",
		(SELECT to_jsonb(latest) FROM (${lastOnes}) latest) AS "last"`
	const [row] = await rowsOf<AssignedRow>(prisma, rosterQuestions(Prisma.sql`x."id" = ${id}`, more))
	if (!row) throw notFound()
	return row
}

/**
 * If there are at least two experts for the teacher's subject, shows only those, unless the coordinator asks for all.
 * Chosen experts are always shown.
 */
function shown(
	{ experts, total, found }: Roster,
	{ subject, specialist }: PickedSeats,
	chosen: readonly string[],
) {
	const near = experts.filter(({ nearSubject }) => nearSubject)
	const enough = near.filter(({ obstacles }) => obstacles.length === 0).length >= 2
	const nearOnly = subject === "near" || (subject !== "all" && specialist === "" && enough)
	return {
		roster: nearOnly ? experts.filter((one) => one.nearSubject || chosen.includes(one.id)) : experts,
		rosterTotal: total,
		rosterFound: found,
		/** Not all of those who were found are listed, so they are looked for by name. */
		searched: specialist !== "" || found > experts.length,
		specialist,
		subject: nearOnly ? "near" : "all",
	}
}

/** Periods from the current school year on. An older one is listed only while the application is in it. */
function periodChoices(
	{ periods, currentEndsOn: categoryEndsOn }: AssignedRow,
	present: string | null,
	now: Date,
): PeriodChoice[] {
	const today = civilDate(now)
	const all = periodOptions(periods, now)
	const proposal = proposePeriod({
		categoryEndsOn,
		today,
		isOpen: (id) => all.some((one) => one.id === id && one.open),
	})
	const year = schoolYearOf(today)
	return all
		.filter(({ id, open }) => open || id === present || period(id).schoolYear >= year)
		.map(({ id, label, open, state, closesOn, stateSince }) => ({
			id,
			label,
			open,
			note: open ? `закроется после ${dayMonth(closesOn)}` : closedNote(state, closesOn, stateSince, today),
			proposed: open && id === proposal?.period.id ? proposalText(proposal.late, categoryEndsOn) : null,
		}))
}

function proposalText(late: boolean, categoryEndsOn: string | null): string {
	if (categoryEndsOn === null) return "ближайший открытый период"
	const until = `категория действует до ${shortDate(categoryEndsOn)}`
	return late ? `${until}, раньше открытых периодов нет` : until
}

function closedNote(state: string, closesOn: string, stateSince: Date, today: string): string {
	if (isTagged(scheduleLifecycle, state, "approved")) return "график утверждён"
	return closesOn < today
		? `закрыт ${dayMonth(addDays(closesOn, 1))}`
		: `закрыт ${dayMonth(civilDate(stateSince))}`
}
