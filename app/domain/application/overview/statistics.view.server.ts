import { attestationFormPhrase, categoryText } from "#app/documents/phrases.ts"
import { type Actor, coordinates, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { period } from "#machines/calendar.ts"
import { type FiledPart, filedCounts } from "./filed-counts.server.ts"

const FORMS: Readonly<Record<string, string>> = {
	simplified: "упрощённая",
	in_person: attestationFormPhrase("in_person"),
	remote: attestationFormPhrase("remote"),
}

/**
 * The ways to group the applications, in the order of the page. `words` turn a key into words; others have a name. The most
 * frequent come first, except in a section that has an order in time.
 */
const SECTIONS: readonly {
	id: FiledPart
	title: string
	words?: (key: string) => string
	inTime?: true
}[] = [
	{ id: "municipality", title: "По муниципалитетам" },
	{
		id: "period",
		title: "По периодам аттестации",
		words: (key) => (key ? period(key).label : "без периода"),
		inTime: true,
	},
	{
		id: "category",
		title: "По заявленной категории",
		words: (key) => categoryText(key, "не указана"),
	},
	{ id: "form", title: "По форме аттестации", words: (key) => FORMS[key] ?? "не указана" },
	{ id: "organisation", title: "По организациям" },
	{ id: "position", title: "По должностям" },
]

export interface StatisticsRow {
	/** Different in each row of a section; two schools may have one name. */
	key: string
	label: string
	/** Received in this year. */
	filed: number
	/** Received in the previous year. */
	before: number
	registered: number
	granted: number
	refused: number
}

/**
 * Applications received in a calendar year, grouped in several ways, each next to the previous year.
 * @param municipalityCode null: the whole region, for operators
 * @throws DomainError not-found if the actor may not see it
 */
export async function viewStatistics({
	actor,
	municipalityCode,
	year: asked,
	now,
}: {
	actor: Actor
	municipalityCode: string | null
	year: string | null
	now: Date
}) {
	const mine =
		municipalityCode === null ? isOperator(actor, null, null) : coordinates(actor, municipalityCode)
	if (!mine) throw notFound()
	const present = Number(civilDate(now).slice(0, 4))
	const year = /^20\d\d$/.test(asked ?? "") ? Number(asked) : present
	const counted = await filedCounts(municipalityCode, year)
	const shown = SECTIONS.filter(({ id }) => municipalityCode === null || id !== "municipality")
	const sections = shown.map(({ id, title, words, inTime }) => {
		const rows = counted
			.filter(({ part }) => part === id)
			.map(({ part: _, key, name, keys, ...counts }): StatisticsRow => {
				if (key === null)
					return { key: "rest", label: keys === null ? "все остальные" : `ещё ${keys}`, ...counts }
				return { key, label: words?.(key) ?? name ?? "не указано", ...counts }
			})
		return { id, title, rows: inTime ? rows.toSorted((one, other) => (one.key < other.key ? -1 : 1)) : rows }
	})
	return { year, years: [present, present - 1, present - 2].map(String), sections, total: totalOf(sections) }
}
export type StatisticsView = Awaited<ReturnType<typeof viewStatistics>>
export type StatisticsSection = StatisticsView["sections"][number]

const totalOf = (sections: readonly { rows: readonly StatisticsRow[] }[]) =>
	(sections[0]?.rows ?? []).reduce(
		(all, row) => ({
			filed: all.filed + row.filed,
			before: all.before + row.before,
			registered: all.registered + row.registered,
			granted: all.granted + row.granted,
			refused: all.refused + row.refused,
		}),
		{ filed: 0, before: 0, registered: 0, granted: 0, refused: 0 },
	)
