import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { addDays } from "#app/utils/civil-date.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, shortOf, statesTagged, type TagOf } from "#machines/lifecycle.ts"
import { leafStates } from "#machines/structure.ts"
import { countsOf, type StateCount } from "../../machine/state-counts.server.ts"
import { NEAR_DAYS } from "../registration/review-term.ts"

/**
 * A group of applications that wait for something, as operators see it. Its conditions are data, because lists, counts and
 * sums over the kept counts ask for them in different ways.
 */
export interface OperatorGroup {
	key: string
	label: string
	/** Amber if somebody should act, red if a deadline has passed. */
	tone?: "wait" | "bad"
	states: readonly string[]
	procedure?: "general" | "simplified"
	/** Only those without a period. */
	withoutPeriod?: true
	withoutTwoExperts?: true
	/** The last day of the review lies between these two; without the first, before the second. */
	due?: (today: string) => { from?: string; to: string }
}

const tagged = (...tags: TagOf<typeof applicationLifecycle>[]) => statesTagged(applicationLifecycle, ...tags)

/** Simplified applications that an operator can admit: all that a sitting may decide on, without those already admitted. */
const TO_ADMIT = tagged("forSitting").filter(
	(state) => !isTagged(applicationLifecycle, state, "awaitsDecision"),
)
/** An approved schedule has two experts for everybody. */
const TWO = 2

export const OPERATOR_GROUPS: readonly OperatorGroup[] = [
	{ key: "unregistered", label: "Ждут регистрации", states: tagged("awaitsRegistration") },
	{
		key: "near",
		label: "Подходит срок 30 дней",
		tone: "wait",
		states: tagged("awaitsRegistration"),
		due: (today) => ({ from: today, to: addDays(today, NEAR_DAYS) }),
	},
	{
		key: "overdue",
		label: "Срок 30 дней прошёл",
		tone: "bad",
		states: tagged("awaitsRegistration"),
		due: (today) => ({ to: addDays(today, -1) }),
	},
	{
		key: "no-period",
		label: "Без периода",
		states: tagged("forSchedule"),
		procedure: "general",
		withoutPeriod: true,
	},
	{
		key: "no-experts",
		label: "Без двух специалистов",
		states: tagged("unapproved"),
		withoutTwoExperts: true,
	},
	{ key: "no-conclusion", label: "Без заключения", states: tagged("awaitsConclusion") },
	{ key: "with-teacher", label: "Заключение у педагога", states: tagged("awaitsTeacher", "disputed") },
	{
		key: "to-check",
		label: "Заключение ждёт проверки",
		tone: "wait",
		states: tagged("awaitsVerdict"),
	},
	{
		key: "to-admit",
		label: "Упрощённая форма, не переданы",
		tone: "wait",
		states: TO_ADMIT,
		procedure: "simplified",
	},
	{ key: "for-sitting", label: "Ждут решения комиссии", states: tagged("awaitsDecision") },
	{ key: "decided", label: "Решение принято", states: tagged("decided") },
]

/** The group as a condition of Prisma. */
function whereOf(group: OperatorGroup, today: string): Prisma.ApplicationWhereInput {
	const due = group.due?.(today)
	return {
		state: { in: [...group.states] },
		...(group.procedure && { procedure: group.procedure }),
		...(group.withoutPeriod && { scheduleId: null }),
		...(group.withoutTwoExperts && { expertCount: { lt: TWO } }),
		...(due && { reviewDueOn: { ...(due.from && { gte: due.from }), lte: due.to } }),
	}
}

/** The same in plain SQL, for a table `a`. */
export function sqlOf(group: OperatorGroup, today: string): Prisma.Sql {
	const due = group.due?.(today)
	return Prisma.join(
		[
			Prisma.sql`a."state" = ANY (${[...group.states]})`,
			...(group.procedure ? [Prisma.sql`a."procedure" = ${group.procedure}`] : []),
			...(group.withoutPeriod ? [Prisma.sql`a."scheduleId" IS NULL`] : []),
			...(group.withoutTwoExperts ? [Prisma.sql`a."expertCount" < ${TWO}`] : []),
			...(due?.from ? [Prisma.sql`a."reviewDueOn" >= ${due.from}`] : []),
			...(due ? [Prisma.sql`a."reviewDueOn" <= ${due.to}`] : []),
		],
		" AND ",
	)
}

type Counted = Pick<StateCount, "state" | "procedure" | "scheduleId" | "experts">

/** How many applications of each group there are, by municipality: from the kept counts and the counted deadlines. */
export function countGroups(
	counts: readonly (Counted & Pick<StateCount, "municipalityCode" | "count">)[],
	deadlines: Awaited<ReturnType<typeof countDeadlines>>,
): Map<string, Map<string, number>> {
	const groups = OPERATOR_GROUPS.map((group): [string, Map<string, number>] => {
		const sums = new Map<string, number>()
		if (group.due) for (const row of deadlines) sums.set(row.municipalityCode, row[group.key] ?? 0)
		else
			for (const row of counts)
				if (isIn(group, row))
					sums.set(row.municipalityCode, (sums.get(row.municipalityCode) ?? 0) + row.count)
		return [group.key, sums]
	})
	return new Map(groups)
}

/** How many applications each of some groups without a deadline has, in one municipality or in all. */
export async function countInGroups(
	keys: readonly string[],
	municipality = "",
): Promise<(key: string) => number> {
	const groups = keys.flatMap((key) => groupNamed(key) ?? [])
	const states = new Set(groups.flatMap((group) => group.states))
	const conditions = [Prisma.sql`"state" = ANY (${[...states]})`]
	if (municipality) conditions.push(Prisma.sql`"municipalityCode" = ${municipality}`)
	const counts = await countsOf(
		"application",
		["state", "procedure", "scheduleId", "experts"],
		Prisma.join(conditions, " AND "),
	)
	return (key) => {
		const group = groups.find((one) => one.key === key)
		return counts.filter((row) => group && isIn(group, row)).reduce((sum, { count }) => sum + count, 0)
	}
}

const isIn = (group: OperatorGroup, row: Counted) =>
	group.states.includes(row.state) &&
	(!group.procedure || row.procedure === group.procedure) &&
	(!group.withoutPeriod || row.scheduleId === "") &&
	(!group.withoutTwoExperts || row.experts < TWO)

/** The groups that a deadline makes, counted in one statement. Nobody waits longer than the few weeks of the term. */
export function countDeadlines(today: string) {
	const dated = OPERATOR_GROUPS.filter(({ due }) => due)
	const columns = dated.map(
		(group) =>
			Prisma.sql`count(*) FILTER (WHERE ${sqlOf(group, today)})::int AS ${Prisma.raw(`"${group.key}"`)}`,
	)
	const latest = dated.map(({ due }) => due?.(today).to ?? "").reduce((a, b) => (a > b ? a : b))
	return rowsOf<{ municipalityCode: string } & Record<string, number>>(
		prisma,
		Prisma.sql`SELECT a."municipalityCode", ${Prisma.join(columns)} FROM "Application" a
			WHERE a."state" = ANY (${[...new Set(dated.flatMap(({ states }) => states))]}) AND a."reviewDueOn" <= ${latest}
			GROUP BY a."municipalityCode"`,
	)
}

export const groupNamed = (key: string) => OPERATOR_GROUPS.find((group) => group.key === key)

/** The applications of a group, as a condition of Prisma; all of them if there is no such group. */
export function whereInGroup(key: string, today: string): Prisma.ApplicationWhereInput {
	const group = groupNamed(key)
	return group ? whereOf(group, today) : {}
}

/** The same in plain SQL, for a table `a`. */
export function sqlInGroup(key: string, today: string): Prisma.Sql {
	const group = groupNamed(key)
	return group ? sqlOf(group, today) : Prisma.sql`TRUE`
}

/** Every state of the machine in its order, with its short word. */
export const APPLICATION_STATES = leafStates(applicationLifecycle.machine).map((state) => ({
	value: state,
	label: shortOf(applicationLifecycle, state),
}))
