import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"
import { invalid } from "#app/utils/errors.ts"
import { type EngagementParts, POST_SELECT } from "../../person/post.ts"
import { entryThen } from "../../reference/names-then.server.ts"

const TEACHER = "teacher"

/** The application's columns for the chosen workplace. Teachers can choose only their own workplaces. */
export async function workplaceColumns(db: Db, teacherId: string, engagementId: string) {
	const engagement = await db.engagement.findFirst({
		where: { id: engagementId, personId: teacherId, role: TEACHER, to: null },
		select: { ...POST_SELECT, id: true, positionCode: true, organisationId: true, municipalityCode: true },
	})
	if (!engagement?.positionCode || !engagement.organisationId || !engagement.municipalityCode)
		throw invalid({ engagementId: "Выберите должность и место работы из Вашего профиля." })
	const joins = engagement.position?.subjectLink !== "none"
	return {
		engagementId: engagement.id,
		positionCode: engagement.positionCode,
		organisationId: engagement.organisationId,
		municipalityCode: engagement.municipalityCode,
		subjectNominative: joins ? (engagement.subject?.nominative ?? "") : "",
		subjectGenitive: joins ? (engagement.subject?.genitive ?? "") : "",
	}
}

/**
 * Position, workplace and municipality of an application, with every grammatical case that the papers need.
 * @param at the moment of a decision, if the papers must keep the names of that day
 */
export async function placeOf(
	db: Db,
	{ engagementId }: { engagementId: string | null },
	at: Date | null = null,
) {
	const [place] = await rowsOf<EngagementParts & { municipality: { name: string } | null }>(
		db,
		Prisma.sql`
		SELECT e."positionText", ${entryThen(["positions", Prisma.sql`p."code"`], Prisma.sql`p`, at)} AS "position",
			${entryThen(["subjects", Prisma.sql`s."id"`], Prisma.sql`s`, at)} AS "subject",
			${entryThen(["organisations", Prisma.sql`o."id"`], Prisma.sql`o`, at)} AS "organisation",
			${entryThen(["municipalities", Prisma.sql`m."code"`], Prisma.sql`m`, at)} AS "municipality"
		FROM "Engagement" e
		LEFT JOIN "Position" p ON p."code" = e."positionCode"
		LEFT JOIN "Subject" s ON s."id" = e."subjectId"
		LEFT JOIN "Organisation" o ON o."id" = e."organisationId"
		LEFT JOIN "Municipality" m ON m."code" = e."municipalityCode"
		WHERE e."id" = ${engagementId}`,
	)
	if (!place) throw new Error("an application without a workplace")
	return place
}
