import type { Db } from "#app/db/client.server.ts"
import { invalid } from "#app/utils/errors.ts"
import { POST_SELECT } from "../person/post.ts"

const TEACHER = "teacher"

/** The columns of an application that come from the chosen workplace; only one of the teacher's own can be chosen. */
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

/** Position, workplace and municipality of a draft, with every case the papers need. */
export async function placeOf(db: Db, { engagementId }: { engagementId: string | null }) {
	return db.engagement.findUniqueOrThrow({
		where: { id: engagementId ?? "" },
		select: { ...POST_SELECT, municipality: { select: { name: true } } },
	})
}
