import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"

/** One entry of a list to choose from. */
export interface Choice {
	value: string
	label: string
}

/** In the order of the region's lists, the pseudo-municipality of the region's own institutions included. */
export async function listMunicipalities(): Promise<Choice[]> {
	return rowsOf<Choice>(
		prisma,
		Prisma.sql`
		SELECT "code" AS "value", "name" AS "label" FROM "Municipality" ORDER BY "sortOrder"`,
	)
}

/** Working organisations of a municipality by name; an unknown municipality has none. */
export async function listOrganisations(municipalityCode: string | null | undefined): Promise<Choice[]> {
	if (!municipalityCode) return []
	const rows = await prisma.organisation.findMany({
		where: { municipalityCode, active: true },
		select: { id: true, name: true },
		orderBy: { name: "asc" },
	})
	return rows.map(({ id, name }) => ({ value: id, label: name }))
}

/** Posts for which a category is set, by name. */
async function listPositions(): Promise<Choice[]> {
	const rows = await prisma.position.findMany({
		where: { active: true },
		select: { code: true, nominative: true },
	})
	return rows
		.map(({ code, nominative }) => ({ value: code, label: nominative }))
		.sort((a, b) => a.label.localeCompare(b.label, "ru"))
}

const GROUPS: Record<string, string> = {
	school: "Школьные предметы",
	special: "Коррекционная школа",
	additional: "Дополнительное образование",
	vocational: "Профессиональное образование",
}

/** Subjects under the headings of their groups. */
async function listSubjects(): Promise<{ label: string; options: Choice[] }[]> {
	const rows = await prisma.subject.findMany({ select: { id: true, nominative: true, group: true } })
	const sorted = rows.sort((a, b) => a.nominative.localeCompare(b.nominative, "ru"))
	return Object.entries(GROUPS).map(([group, label]) => ({
		label,
		options: sorted
			.filter((row) => row.group === group)
			.map(({ id, nominative }) => ({ value: id, label: nominative })),
	}))
}

/** All four lists of a form with a workplace; organisations of the municipality chosen so far. */
export async function workplaceChoices(municipalityCode: string | null | undefined) {
	const [municipalities, organisations, positions, subjects] = await Promise.all([
		listMunicipalities(),
		listOrganisations(municipalityCode),
		listPositions(),
		listSubjects(),
	])
	return { municipalities, organisations, positions, subjects }
}
