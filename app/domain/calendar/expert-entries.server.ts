import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { groupsOf } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { halfYearLabel } from "../expert/half-year.ts"
import { ARRANGED, ARRANGEMENT, type Arrangement, arrangedEntries } from "./arranged-entries.server.ts"
import { type CalendarEntry, entriesOf } from "./calendar-entry.ts"
import { type Collecting, contractHalves, groupBy, numbersOf, periodsAround } from "./collecting.ts"
import { UNCHECKED } from "./coordinator-entries.server.ts"
import { teachersOf } from "./school-entries.server.ts"

const APPROVED = statesTagged(applicationLifecycle, "awaitsConclusion")

/** The dates of an expert: the periods in which they have teachers, what is arranged with them, the publication of coming schedules, contracts. */
export async function expertEntries(asked: Collecting): Promise<CalendarEntry[]> {
	const { actor } = asked
	const around = periodsAround(asked)
	const rows = await rowsOf<OfExpert>(
		prisma,
		Prisma.sql`
		SELECT a."attestationForm", m."paperConclusions", m."hasGroupHeads", s."periodId"
		FROM "Seat" t JOIN "Application" a ON a."id" = t."applicationId" JOIN "Schedule" s ON s."id" = a."scheduleId"
		JOIN "Municipality" m ON m."code" = a."municipalityCode"
		WHERE t."expertId" = ${actor.id} AND a."teacherId" <> ${actor.id} AND a."state" = ANY (${UNCHECKED})
			AND s."periodId" = ANY (${around.map(({ id }) => id)})`,
	)
	const groups = groupBy(rows, ({ periodId }) => periodId)
	return [
		...(await arrangedByExpert(asked)),
		...around.flatMap(({ id }) => {
			const mine = groups.get(id) ?? []
			const inPerson = mine.filter(({ attestationForm }) => attestationForm === "in_person")
			const facts = {
				periodId: id,
				remote: mine.length > inPerson.length,
				inPerson: inPerson.length > 0,
				paper: inPerson.some(({ paperConclusions }) => paperConclusions),
				groupHead: inPerson.some(({ hasGroupHeads }) => hasGroupHeads),
			}
			const about = mine.length > 0 ? `${period(id).label}, ${teachersOf(mine.length)}` : period(id).label
			const subject = { role: "expert" as const, key: id, about, to: paths.expertAttestation() }
			const dates = entriesOf(subject, "period", facts, numbersOf(asked, id))
			// An expert without teachers in a period still looks up its schedule.
			return mine.length > 0 ? dates : dates.filter(({ deadline }) => deadline === "publication")
		}),
		...contractHalves(asked).flatMap((half) =>
			entriesOf(
				{ role: "expert" as const, key: `${half.year}-${half.half}`, about: halfYearLabel(half), to: null },
				"contract",
				half,
				asked.numbersOn(asked.from),
			),
		),
	]
}

interface OfExpert {
	attestationForm: string | null
	paperConclusions: boolean
	hasGroupHeads: boolean
	periodId: string
}

async function arrangedByExpert({ actor, from, to }: Collecting): Promise<CalendarEntry[]> {
	const seats = await rowsOf<Arrangement & { id: string; fullName: string; organisation: string }>(
		prisma,
		Prisma.sql`
		SELECT ${ARRANGEMENT}, a."id", a."fullName", o."name" AS "organisation"
		FROM "Seat" t JOIN "Application" a ON a."id" = t."applicationId" JOIN "Organisation" o ON o."id" = a."organisationId"
		WHERE t."expertId" = ${actor.id} AND a."state" = ANY (${ARRANGED}) AND a."teacherId" <> ${actor.id}
			AND (t."visitOn" BETWEEN ${from} AND ${to} OR t."visitAgainOn" BETWEEN ${from} AND ${to}
				OR t."materialsBy" BETWEEN ${from} AND ${to})`,
	)
	return seats.flatMap(({ id, fullName, organisation, ...seat }) =>
		arrangedEntries(seat, {
			role: "expert",
			applicationId: id,
			with: fullName,
			place: organisation,
			to: paths.expertApplication(id),
		}),
	)
}

/** The dates of the head of a subject group, in municipalities whose conclusions go through one. */
export async function groupHeadEntries(asked: Collecting): Promise<CalendarEntry[]> {
	const mine = groupsOf(asked.actor)
	if (mine.length === 0) return []
	const groups = mine.map(
		({ municipalityCode, subjectId }) =>
			Prisma.sql`(a."municipalityCode" = ${municipalityCode} AND e."subjectId" = ${subjectId})`,
	)
	const periods = await rowsOf<{ id: string; count: number }>(
		prisma,
		Prisma.sql`
		SELECT s."periodId" AS "id", count(*)::int AS "count"
		FROM "Application" a JOIN "Schedule" s ON s."id" = a."scheduleId" JOIN "Engagement" e ON e."id" = a."engagementId"
		JOIN "Municipality" m ON m."code" = a."municipalityCode" AND m."hasGroupHeads"
		WHERE a."state" = ANY (${APPROVED}) AND a."teacherId" <> ${asked.actor.id} AND a."attestationForm" = 'in_person'
			AND a."procedure" = 'general' AND a."paperPassedOn" IS NULL AND (${Prisma.join(groups, " OR ")})
			AND s."periodId" = ANY (${periodsAround(asked).map(({ id }) => id)})
		GROUP BY 1 ORDER BY 1`,
	)
	return periods.flatMap(({ id, count }) =>
		entriesOf(
			{
				role: "group_head" as const,
				key: id,
				about: `${period(id).label}, ${teachersOf(count)}`,
				to: null,
			},
			"period",
			{ periodId: id },
			numbersOf(asked, id),
		),
	)
}
