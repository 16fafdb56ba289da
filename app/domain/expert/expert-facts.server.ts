import type { Db } from "#app/db/client.server.ts"
import type { Application } from "#app/db/generated/client.ts"
import type { Post } from "#app/documents/fill.ts"
import { invalid } from "#app/utils/errors.ts"
import type { ExpertFacts } from "#machines/application.facts.ts"
import { isPeriodId, period } from "#machines/calendar.ts"
import { NAME_SELECT, POST_SELECT, postFrom } from "../person/post.ts"

/** What the seat asks of each expert, looked up: municipality, roster of the period's school year, position, colleague. */
export async function expertFacts(
	db: Db,
	application: Pick<Application, "municipalityCode" | "teacherId" | "organisationId">,
	periodId: string | null,
	chosen: readonly { id: string | null; colleagueReason: string }[],
): Promise<ExpertFacts[]> {
	const facts: ExpertFacts[] = []
	const schoolYear = periodId && isPeriodId(periodId) ? period(periodId).schoolYear : ""
	for (const { id, colleagueReason } of chosen) {
		if (id === null) continue
		const person = await db.person.findUnique({
			where: { id },
			select: {
				blockedAt: true,
				engagements: {
					where: { to: null },
					select: { role: true, municipalityCode: true, organisationId: true, positionCode: true },
				},
				roster: {
					where: { schoolYear, municipalityCode: application.municipalityCode },
					select: { id: true },
				},
			},
		})
		if (!person) throw invalid({ expert: "Выберите специалиста из списка." })
		const asExpert = person.engagements.find(
			({ role, municipalityCode }) => role === EXPERT && municipalityCode === application.municipalityCode,
		)
		facts.push({
			id,
			ofMunicipality: asExpert !== undefined && person.blockedAt === null,
			onRoster: person.roster.length > 0,
			hasListedPosition: Boolean(asExpert?.positionCode),
			isTeacherHimself: id === application.teacherId,
			isColleague: person.engagements.some(
				({ organisationId }) => organisationId === application.organisationId,
			),
			colleagueReason,
		})
	}
	return facts
}

const EXPERT = "expert"

/** The expert at their post in the municipality, as it is kept in the seat and printed in schedules. */
export async function expertPost(db: Db, expertId: string, municipalityCode: string): Promise<Post> {
	const engagement = await db.engagement.findFirstOrThrow({
		where: { personId: expertId, municipalityCode, role: EXPERT, to: null },
		select: { ...POST_SELECT, person: { select: NAME_SELECT } },
	})
	return postFrom(engagement.person, engagement)
}
