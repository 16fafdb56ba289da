import type { Db } from "#app/db/client.server.ts"
import type { Application } from "#app/db/generated/client.ts"
import type { Post } from "#app/documents/fill.ts"
import { invalid } from "#app/utils/errors.ts"
import type { ExpertFacts } from "#machines/application/application.facts.ts"
import { isPeriodId, period } from "#machines/calendar.ts"
import { fullNameOf, NAME_SELECT, POST_SELECT, postFrom } from "../person/post.ts"
import { otherAccountsOf } from "../person/same-person.server.ts"

/**
 * Loads for each expert what the guards of a seat check: municipality, roster of the school year, position, same
 * workplace.
 */
export async function expertFacts(
	db: Db,
	application: Pick<Application, "municipalityCode" | "teacherId" | "organisationId">,
	periodId: string | null,
	chosen: readonly { id: string | null; colleagueReason: string }[],
): Promise<ExpertFacts[]> {
	const facts: ExpertFacts[] = []
	const accounts = await otherAccountsOf(db, application.teacherId)
	for (const { id, colleagueReason } of chosen) {
		if (id === null) continue
		const person = await db.person.findUnique({ where: { id }, select: EXPERT_SELECT })
		if (!person) throw invalid({ expert: "Выберите специалиста из списка." })
		const judged = judgeExpert(person, application, periodId, accounts)
		facts.push({ ...judged, name: judged.ofMunicipality ? fullNameOf(person) : "", colleagueReason })
	}
	return facts
}

/** The columns that show whether a person may take a seat. */
export const EXPERT_SELECT = {
	id: true,
	...NAME_SELECT,
	blockedAt: true,
	engagements: {
		where: { to: null },
		select: { role: true, municipalityCode: true, organisationId: true, positionCode: true },
	},
	roster: { select: { schoolYear: true, municipalityCode: true } },
} as const

interface Candidate {
	id: string
	blockedAt: Date | null
	engagements: readonly {
		role: string
		municipalityCode: string | null
		organisationId: string | null
		positionCode: string | null
	}[]
	roster: readonly { schoolYear: string; municipalityCode: string }[]
}

/**
 * Checks one person for a seat in one application and period. Both the list of candidates and the choice itself use it,
 * so they agree.
 * @param teachersAccounts accounts that seem to be the teacher's own under another login
 */
export function judgeExpert(
	person: Candidate,
	application: Pick<Application, "municipalityCode" | "teacherId" | "organisationId">,
	periodId: string | null,
	teachersAccounts: readonly string[],
): Omit<ExpertFacts, "name" | "colleagueReason"> {
	const schoolYear = periodId && isPeriodId(periodId) ? period(periodId).schoolYear : ""
	const asExpert = person.engagements.find(
		({ role, municipalityCode }) => role === EXPERT && municipalityCode === application.municipalityCode,
	)
	const isTeacherHimself = person.id === application.teacherId || teachersAccounts.includes(person.id)
	return {
		id: person.id,
		ofMunicipality: asExpert !== undefined && person.blockedAt === null,
		onRoster: person.roster.some(
			(entry) => entry.schoolYear === schoolYear && entry.municipalityCode === application.municipalityCode,
		),
		hasListedPosition: Boolean(asExpert?.positionCode),
		isTeacherHimself,
		isColleague:
			!isTeacherHimself &&
			person.engagements.some(({ organisationId }) => organisationId === application.organisationId),
	}
}

export const EXPERT = "expert"

/** The expert's post in the municipality, as the seat stores it and the schedule prints it. */
export async function expertPost(db: Db, expertId: string, municipalityCode: string): Promise<Post> {
	const engagement = await db.engagement.findFirstOrThrow({
		where: { personId: expertId, municipalityCode, role: EXPERT, to: null },
		select: { ...POST_SELECT, person: { select: NAME_SELECT } },
	})
	return postFrom(engagement.person, engagement)
}
