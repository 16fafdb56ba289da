import { prisma } from "#app/db/client.server.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isPeriodId, period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { fullNameOf, NAME_SELECT, POST_SELECT, positionLine, postFrom } from "../person/post.ts"
import { otherAccountsOf } from "../person/same-person.server.ts"
import { EXPERT, EXPERT_SELECT, judgeExpert } from "./expert-facts.server.ts"

/** States in which experts have work to do. They need nothing more for withdrawn and decided applications. */
const TO_BE_DONE = statesTagged(applicationLifecycle, "unapproved", "approved")

export interface RosterExpert {
	id: string
	name: string
	/** «учитель физики» */
	position: string
	workplace: string
	/** Number of their teachers in the period, without this application. */
	load: number
	/** Why they cannot be chosen; empty if they can. */
	obstacles: string[]
	/** This expert is a teacher too, and the teacher of this application assesses them in the same period. */
	assessesEachOther: boolean
	/** Works in the teacher's organisation. Such an expert can be chosen only with a reason. */
	isColleague: boolean
	/** Teaches the subject of the application or a subject of the same group. */
	nearSubject: boolean
}

export interface RosterQuestion {
	id: string
	teacherId: string
	municipalityCode: string
	organisationId: string
	/** The group of the application's subject, or null if the application has no subject. */
	subjectGroup: string | null
	positionCode: string
}

/**
 * All experts of the municipality as candidates for one application and period. Those who can be chosen come first, by
 * surname. The others follow, each with every reason against them.
 */
export async function viewRoster(
	application: RosterQuestion,
	periodId: string | null,
): Promise<RosterExpert[]> {
	const { municipalityCode } = application
	const accounts = await otherAccountsOf(prisma, application.teacherId)
	const [people, loads, assessed] = await Promise.all([
		prisma.person.findMany({
			where: { engagements: { some: { role: EXPERT, municipalityCode, to: null } } },
			orderBy: [{ surname: "asc" }, { name: "asc" }, { id: "asc" }],
			select: {
				...EXPERT_SELECT,
				...NAME_SELECT,
				engagements: {
					where: { to: null },
					select: {
						...EXPERT_SELECT.engagements.select,
						...POST_SELECT,
						subject: { select: { nominative: true, genitive: true, group: true } },
					},
				},
			},
		}),
		loadsIn(municipalityCode, periodId, application.id),
		assessedBy([application.teacherId, ...accounts], periodId),
	])
	notePeople(people.map(({ id: expertId }) => expertId))
	const candidates = people.map((person): RosterExpert => {
		const facts = judgeExpert(person, application, periodId, accounts)
		const engagement = person.engagements.find(
			(one) => one.role === EXPERT && one.municipalityCode === municipalityCode,
		)
		const post = engagement ? postFrom(person, engagement) : null
		const group = engagement?.subject?.group
		return {
			id: person.id,
			name: fullNameOf(person),
			position: post ? positionLine(post) : "",
			workplace: post?.workplace ?? "",
			load: loads.get(person.id) ?? 0,
			obstacles: obstaclesOf(facts, periodId, application.teacherId),
			assessesEachOther: assessed.has(person.id),
			isColleague: facts.isColleague && !facts.isTeacherHimself,
			nearSubject: application.subjectGroup
				? group === application.subjectGroup
				: engagement?.positionCode === application.positionCode,
		}
	})
	return [
		...candidates.filter(({ obstacles }) => obstacles.length === 0),
		...candidates.filter(({ obstacles }) => obstacles.length > 0),
	]
}

function obstaclesOf(
	facts: ReturnType<typeof judgeExpert>,
	periodId: string | null,
	teacherId: string,
): string[] {
	const year = periodId && isPeriodId(periodId) ? period(periodId).schoolYear : null
	return [
		!facts.ofMunicipality && "Доступ в систему закрыт",
		year !== null && !facts.onRoster && `Нет в списке, утверждённом на ${year} учебный год`,
		!facts.hasListedPosition &&
			"Должность не из перечня: исправьте её в личном кабинете специалиста, тогда его можно будет назначить",
		facts.isTeacherHimself &&
			(facts.id === teacherId
				? "Это сам аттестуемый"
				: "Похоже, это сам аттестуемый под другой учётной записью"),
	].filter((reason) => reason !== false)
}

/** Teachers whom these accounts assess as experts in the period. */
async function assessedBy(expertIds: string[], periodId: string | null): Promise<ReadonlySet<string>> {
	if (periodId === null) return new Set()
	const seats = await prisma.seat.findMany({
		where: {
			expertId: { in: expertIds },
			application: { state: { in: TO_BE_DONE }, schedule: { periodId } },
		},
		select: { application: { select: { teacherId: true } } },
	})
	const assessed = new Set(seats.map(({ application: { teacherId } }) => teacherId))
	// An expert whom they assess may have another account for that.
	for (const teacherId of [...assessed])
		for (const other of await otherAccountsOf(prisma, teacherId)) assessed.add(other)
	return assessed
}

/** Number of teachers of each expert in the municipality and period, without one application. */
async function loadsIn(
	municipalityCode: string,
	periodId: string | null,
	exceptId: string,
): Promise<Map<string, number>> {
	if (periodId === null) return new Map()
	const seats = await prisma.seat.groupBy({
		by: ["expertId"],
		where: {
			application: {
				id: { not: exceptId },
				state: { in: TO_BE_DONE },
				schedule: { periodId, municipalityCode },
			},
		},
		_count: { _all: true },
	})
	return new Map(seats.map(({ expertId, _count }) => [expertId, _count._all]))
}
