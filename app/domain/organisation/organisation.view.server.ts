import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { rarelyChanged } from "#app/db/rarely-changed.server.ts"
import { isUsualPosition } from "#machines/rulebook/conditions.ts"
import { ORGANISATION_KINDS } from "#machines/rulebook/facts.ts"
import { takesSubject } from "./check-workplace.server.ts"

export interface Choice {
	value: string
	label: string
}

const everyMunicipality = rarelyChanged((db) =>
	rowsOf<Choice>(
		db,
		Prisma.sql`
		SELECT "code" AS "value", "name" AS "label" FROM "Municipality" ORDER BY "sortOrder"`,
	),
)

/**
 * Municipalities in the region's order, with the pseudo-municipality of the region's own institutions. Every page of a
 * coordinator names its municipality.
 */
export const listMunicipalities = (): Promise<readonly Choice[]> => everyMunicipality.load(prisma)

/** Call it after a change of the list is committed. */
export const forgetMunicipalities = () => everyMunicipality.forget()

/** Organisations of a municipality that are still open, by name, with their kind; none for an unknown municipality. */
export async function listOrganisations(
	municipalityCode: string | null | undefined,
): Promise<(Choice & { kind: string })[]> {
	if (!municipalityCode) return []
	const rows = await prisma.organisation.findMany({
		where: { municipalityCode, active: true },
		select: { id: true, name: true, kind: true },
		orderBy: { name: "asc" },
	})
	return rows.map(({ id, name, kind }) => ({ value: id, label: name, kind }))
}

interface PositionChoice extends Choice {
	takesSubject: boolean
	/** Kinds of organisations in which people choose it by mistake. */
	unusualIn: string[]
}

/** Positions for which a category can be granted, by name. */
async function listPositions(): Promise<PositionChoice[]> {
	const rows = await prisma.position.findMany({
		where: { active: true },
		select: { code: true, nominative: true, subjectLink: true },
	})
	return rows
		.map(({ code, nominative, subjectLink }) => ({
			value: code,
			label: nominative,
			takesSubject: takesSubject({ subjectLink }),
			unusualIn: ORGANISATION_KINDS.filter(
				(organisationKind) => !isUsualPosition({ positionCode: code, organisationKind }),
			),
		}))
		.sort((a, b) => a.label.localeCompare(b.label, "ru"))
}

const GROUPS: Record<string, string> = {
	school: "Школьные предметы",
	special: "Коррекционная школа",
	additional: "Дополнительное образование",
	vocational: "Профессиональное образование",
}

/** Those that can still be chosen, and the one that was chosen before it was closed. */
const openMunicipalities = (chosen: string | null | undefined): Promise<Choice[]> =>
	rowsOf<Choice>(
		prisma,
		Prisma.sql`SELECT "code" AS "value", "name" AS "label" FROM "Municipality"
			WHERE "active" OR "code" = ${chosen ?? ""} ORDER BY "sortOrder"`,
	)

async function listSubjects(): Promise<{ label: string; options: Choice[] }[]> {
	const rows = await prisma.subject.findMany({
		where: { active: true },
		select: { id: true, nominative: true, group: true },
	})
	const sorted = rows.sort((a, b) => a.nominative.localeCompare(b.nominative, "ru"))
	return Object.entries(GROUPS).map(([group, label]) => ({
		label,
		options: sorted
			.filter((row) => row.group === group)
			.map(({ id, nominative }) => ({ value: id, label: nominative })),
	}))
}

/**
 * All four lists of a form with a workplace. The organisations are those of the municipality that is chosen at the
 * moment.
 */
export async function workplaceChoices(municipalityCode: string | null | undefined) {
	const [municipalities, organisations, positions, subjects] = await Promise.all([
		openMunicipalities(municipalityCode),
		listOrganisations(municipalityCode),
		listPositions(),
		listSubjects(),
	])
	return { municipalities, organisations, positions, subjects }
}
