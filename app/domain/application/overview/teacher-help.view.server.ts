import { roleText } from "#app/auth/cabinets.ts"
import { prisma } from "#app/db/client.server.ts"
import type { Role } from "#app/policies/policy.ts"
import { typography } from "#app/utils/russian.ts"
import { fullNameOf } from "../../person/post.ts"

export interface Helper {
	id: string
	/** What this person is. */
	title: string
	/** What is written above everybody of this role. */
	heading: string
	name: string
	place: string
	/** As its owner typed it. Empty if there is none. */
	phone: string
}

interface Place {
	organisationId: string | null
	municipalityCode: string | null
}

const TITLES: Record<string, string> = {
	school_coordinator: "Координатор в Вашей организации",
	municipal_coordinator: "Муниципальный координатор",
}

const HEADINGS: Record<string, string> = {
	school_coordinator: "Координаторы в Вашей организации",
	municipal_coordinator: "Муниципальные координаторы",
}

/** The coordinators of the teacher's organisation and municipality, with their work phones. The list never contains the teacher. */
export async function helpersOf(personId: string, place: Place): Promise<Helper[]> {
	const rows = await prisma.engagement.findMany({
		where: {
			to: null,
			personId: { not: personId },
			person: { blockedAt: null },
			OR: [
				...(place.organisationId
					? [{ role: "school_coordinator", organisationId: place.organisationId }]
					: []),
				...(place.municipalityCode
					? [{ role: "municipal_coordinator", municipalityCode: place.municipalityCode }]
					: []),
			],
		},
		orderBy: [{ role: "desc" }, { from: "asc" }],
		take: 6,
		select: {
			id: true,
			role: true,
			organisation: { select: { name: true } },
			municipality: { select: { name: true } },
			person: { select: { surname: true, name: true, patronymic: true, workPhone: true } },
		},
	})
	const several = (role: string) => rows.filter((row) => row.role === role).length > 1
	return rows.map(({ id, role, organisation, municipality, person }) => ({
		id,
		title: TITLES[role] ?? roleText(role as Role),
		heading: (several(role) ? HEADINGS : TITLES)[role] ?? roleText(role as Role),
		name: fullNameOf(person),
		place: typography(organisation?.name ?? municipality?.name ?? ""),
		phone: person.workPhone,
	}))
}

/** Where the teacher works now, if there is no application to name the workplace. */
export async function currentPlace(personId: string): Promise<Place> {
	const place = await prisma.engagement.findFirst({
		where: { personId, role: "teacher", to: null },
		orderBy: { from: "asc" },
		select: { organisationId: true, municipalityCode: true },
	})
	return place ?? { organisationId: null, municipalityCode: null }
}
