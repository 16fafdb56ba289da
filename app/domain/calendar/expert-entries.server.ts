import { prisma } from "#app/db/client.server.ts"
import { groupsOf } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { halfYearLabel } from "../expert/half-year.ts"
import { ARRANGED, ARRANGEMENT, arrangedEntries } from "./arranged-entries.server.ts"
import { type CalendarEntry, entriesOf } from "./calendar-entry.ts"
import { type Collecting, contractHalves, groupBy, numbersOf, periodsAround } from "./collecting.ts"
import { UNCHECKED } from "./coordinator-entries.server.ts"
import { teachersOf } from "./school-entries.server.ts"

const APPROVED = statesTagged(applicationLifecycle, "awaitsConclusion")

/** The dates of an expert: the periods in which they have teachers, what is arranged with them, the publication of coming schedules, contracts. */
export async function expertEntries(asked: Collecting): Promise<CalendarEntry[]> {
	const { actor } = asked
	const around = periodsAround(asked)
	const rows = await prisma.application.findMany({
		where: {
			state: { in: UNCHECKED },
			teacherId: { not: actor.id },
			seats: { some: { expertId: actor.id } },
			schedule: { periodId: { in: around.map(({ id }) => id) } },
		},
		select: {
			attestationForm: true,
			municipality: { select: { paperConclusions: true, hasGroupHeads: true } },
			schedule: { select: { periodId: true } },
		},
	})
	const groups = groupBy(rows, ({ schedule }) => schedule?.periodId ?? "")
	return [
		...(await arrangedByExpert(asked)),
		...around.flatMap(({ id }) => {
			const mine = groups.get(id) ?? []
			const inPerson = mine.filter(({ attestationForm }) => attestationForm === "in_person")
			const facts = {
				periodId: id,
				remote: mine.length > inPerson.length,
				inPerson: inPerson.length > 0,
				paper: inPerson.some(({ municipality }) => municipality.paperConclusions),
				groupHead: inPerson.some(({ municipality }) => municipality.hasGroupHeads),
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

async function arrangedByExpert({ actor, from, to }: Collecting): Promise<CalendarEntry[]> {
	const near = { gte: from, lte: to }
	const seats = await prisma.seat.findMany({
		where: {
			expertId: actor.id,
			application: { state: { in: ARRANGED }, teacherId: { not: actor.id } },
			OR: [{ visitOn: near }, { visitAgainOn: near }, { materialsBy: near }],
		},
		select: {
			...ARRANGEMENT,
			application: { select: { id: true, fullName: true, organisation: { select: { name: true } } } },
		},
	})
	return seats.flatMap(({ application: { id, fullName, organisation }, ...seat }) =>
		arrangedEntries(seat, {
			role: "expert",
			applicationId: id,
			with: fullName,
			place: organisation.name,
			to: paths.expertApplication(id),
		}),
	)
}

/** The dates of the head of a subject group, in municipalities whose conclusions go through one. */
export async function groupHeadEntries(asked: Collecting): Promise<CalendarEntry[]> {
	const mine = groupsOf(asked.actor)
	if (mine.length === 0) return []
	const rows = await prisma.application.findMany({
		where: {
			state: { in: APPROVED },
			teacherId: { not: asked.actor.id },
			attestationForm: "in_person",
			procedure: "general",
			paperPassedOn: null,
			municipality: { hasGroupHeads: true },
			schedule: { periodId: { in: periodsAround(asked).map(({ id }) => id) } },
			OR: mine.map(({ municipalityCode, subjectId }) => ({ municipalityCode, engagement: { subjectId } })),
		},
		select: { schedule: { select: { periodId: true } } },
	})
	return [...groupBy(rows, ({ schedule }) => schedule?.periodId ?? "")].flatMap(([id, inIt]) =>
		entriesOf(
			{
				role: "group_head" as const,
				key: id,
				about: `${period(id).label}, ${teachersOf(inIt.length)}`,
				to: null,
			},
			"period",
			{ periodId: id },
			numbersOf(asked, id),
		),
	)
}
