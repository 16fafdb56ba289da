import { roleText } from "#app/auth/cabinets.ts"
import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { Role } from "#app/policies/policy.ts"
import { typography } from "#app/utils/russian.ts"
import { fullNameOf } from "../../person/post.ts"
import type { PlaceOfWork } from "./teacher-applications.view.server.ts"

export interface Helper {
	id: string
	/** What this person is. */
	title: string
	/** The heading above all people of this role. */
	heading: string
	name: string
	place: string
	/** As its owner typed it. Empty if there is none. */
	phone: string
}

const TITLES: Record<string, string> = {
	school_coordinator: "Координатор в Вашей организации",
	municipal_coordinator: "Муниципальный координатор",
}

const HEADINGS: Record<string, string> = {
	school_coordinator: "Координаторы в Вашей организации",
	municipal_coordinator: "Муниципальные координаторы",
}

/** At most so many, because the page has no room for more. */
const MOST = 6

interface HelperRow {
	id: string
	role: string
	place: string
	surname: string
	name: string
	patronymic: string
	workPhone: string
}

/** The coordinators of the teacher's organisation and municipality, with their work phones. The list never contains the teacher. */
export async function helpersOf(personId: string, workplace: PlaceOfWork): Promise<Helper[]> {
	const rows = await rowsOf<HelperRow>(
		prisma,
		Prisma.sql`
		SELECT e."id", e."role", coalesce(o."name", m."name", '') AS "place", p."surname", p."name", p."patronymic", p."workPhone"
		FROM "Engagement" e
		JOIN "Person" p ON p."id" = e."personId"
		LEFT JOIN "Organisation" o ON o."id" = e."organisationId"
		LEFT JOIN "Municipality" m ON m."code" = e."municipalityCode"
		WHERE e."to" IS NULL AND e."personId" <> ${personId} AND p."blockedAt" IS NULL
			AND ((e."role" = 'school_coordinator' AND e."organisationId" = ${workplace.organisationId})
				OR (e."role" = 'municipal_coordinator' AND e."municipalityCode" = ${workplace.municipalityCode}))
		ORDER BY e."role" DESC, e."from" LIMIT ${MOST}`,
	)
	const several = (role: string) => rows.filter((row) => row.role === role).length > 1
	return rows.map(({ id, role, place, workPhone, ...person }) => ({
		id,
		title: TITLES[role] ?? roleText(role as Role),
		heading: (several(role) ? HEADINGS : TITLES)[role] ?? roleText(role as Role),
		name: fullNameOf(person),
		place: typography(place),
		phone: workPhone,
	}))
}

/** The same for a teacher without an application, by where they work now. */
export async function helpersNow(personId: string): Promise<Helper[]> {
	const workplace = await prisma.engagement.findFirst({
		where: { personId, role: "teacher", to: null },
		orderBy: { from: "asc" },
		select: { organisationId: true, municipalityCode: true },
	})
	return workplace ? helpersOf(personId, workplace) : []
}
