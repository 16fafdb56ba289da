import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { categoryText } from "#app/documents/phrases.ts"
import { type Actor, coordinates, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"

/** Organisations and positions beyond this number are summed up, because a table of twenty thousand rows is not a statistic. */
const MOST_ROWS = 30

const states = {
	registered: statesTagged(applicationLifecycle, "registered"),
	decided: statesTagged(applicationLifecycle, "decided"),
}

/** One way to group the applications. */
interface Dimension {
	id: string
	title: string
	key: Prisma.Sql
	/** Turns a key into words. By default the key itself is shown. */
	words?: (key: string) => string
}

const FORMS: Readonly<Record<string, string>> = {
	simplified: "упрощённая",
	in_person: "очно",
	remote: "дистанционно",
}

const DIMENSIONS: readonly Dimension[] = [
	{
		id: "period",
		title: "По периодам аттестации",
		key: Prisma.sql`coalesce(s."periodId", '')`,
		words: (key) => (key ? period(key).label : "без периода"),
	},
	{
		id: "category",
		title: "По заявленной категории",
		key: Prisma.sql`coalesce(a."claimedCategory", '')`,
		words: (key) => categoryText(key, "не указана"),
	},
	{
		id: "form",
		title: "По форме аттестации",
		key: Prisma.sql`CASE WHEN a."procedure" = 'simplified' THEN 'simplified' ELSE coalesce(a."attestationForm", '') END`,
		words: (key) => FORMS[key] ?? "не указана",
	},
	{ id: "organisation", title: "По организациям", key: Prisma.sql`o."name"` },
	{ id: "position", title: "По должностям", key: Prisma.sql`p."nominative"` },
]
const BY_MUNICIPALITY: Dimension = {
	id: "municipality",
	title: "По муниципалитетам",
	key: Prisma.sql`m."name"`,
}

export interface StatisticsRow {
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
	const dimensions = municipalityCode === null ? [BY_MUNICIPALITY, ...DIMENSIONS] : DIMENSIONS
	const sections = await Promise.all(
		dimensions.map(async ({ id, title, key, words = (text) => text }) => {
			const rows = (await divided(municipalityCode, key, year)).map(({ key: text, ...counts }) => ({
				label: words(text) || "не указано",
				...counts,
			}))
			return { id, title, rows: withRest(rows) }
		}),
	)
	return { year, years: [present, present - 1, present - 2].map(String), sections, total: totalOf(sections) }
}
export type StatisticsView = Awaited<ReturnType<typeof viewStatistics>>
export type StatisticsSection = StatisticsView["sections"][number]

/** The day of receipt is a civil date stored as text, so a year is a range of prefixes, for which an index works. */
async function divided(municipalityCode: string | null, key: Prisma.Sql, year: number) {
	const from = (of: number) => `${of}-01-01`
	const thisYear = Prisma.sql`a."receivedOn" >= ${from(year)}`
	return rowsOf<{ key: string } & Omit<StatisticsRow, "label">>(
		prisma,
		Prisma.sql`
		SELECT ${key} AS "key", count(*) FILTER (WHERE ${thisYear})::int AS "filed",
			count(*) FILTER (WHERE NOT (${thisYear}))::int AS "before",
			count(*) FILTER (WHERE ${thisYear} AND a."state" = ANY (${states.registered}))::int AS "registered",
			count(*) FILTER (WHERE ${thisYear} AND a."state" = 'concluded.granted')::int AS "granted",
			count(*) FILTER (WHERE ${thisYear} AND a."state" = ANY (${states.decided})
				AND a."state" <> 'concluded.granted')::int AS "refused"
		FROM "Application" a
		JOIN "Municipality" m ON m."code" = a."municipalityCode"
		JOIN "Organisation" o ON o."id" = a."organisationId"
		JOIN "Position" p ON p."code" = a."positionCode"
		LEFT JOIN "Schedule" s ON s."id" = a."scheduleId"
		WHERE a."receivedOn" >= ${from(year - 1)} AND a."receivedOn" < ${from(year + 1)}
			AND ${municipalityCode === null ? Prisma.sql`TRUE` : Prisma.sql`a."municipalityCode" = ${municipalityCode}`}
		GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 1`,
	)
}

const sum = (rows: readonly StatisticsRow[], label: string): StatisticsRow =>
	rows.reduce(
		(all, row) => ({
			label,
			filed: all.filed + row.filed,
			before: all.before + row.before,
			registered: all.registered + row.registered,
			granted: all.granted + row.granted,
			refused: all.refused + row.refused,
		}),
		{ label, filed: 0, before: 0, registered: 0, granted: 0, refused: 0 },
	)

function withRest(rows: StatisticsRow[]): StatisticsRow[] {
	if (rows.length <= MOST_ROWS) return rows
	return [...rows.slice(0, MOST_ROWS), sum(rows.slice(MOST_ROWS), `ещё ${rows.length - MOST_ROWS}`)]
}

const totalOf = (sections: readonly { rows: StatisticsRow[] }[]) => sum(sections[0]?.rows ?? [], "Всего")
