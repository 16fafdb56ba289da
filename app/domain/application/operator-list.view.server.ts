import { type Prisma, prisma } from "#app/db/client.server.ts"
import { attestationFormPhrase, categoryPhrase } from "#app/documents/phrases.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { days, foldForSearch, shortDate } from "#app/utils/russian.ts"
import type { AttestationForm, Category } from "#machines/application.facts.ts"
import { applicationLifecycle } from "#machines/application.texts.ts"
import { civilDate, daysLeft, period } from "#machines/calendar.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { listMunicipalities } from "../organisation/organisation.view.server.ts"
import { APPLICATION_STATES, groupNamed, OPERATOR_GROUPS, shortOf } from "./operator-groups.server.ts"
import type { OperatorQuery } from "./operator-query.ts"

const PAGE_SIZE = 50
const NEAR = 5

const columns = {
	id: true,
	state: true,
	fullName: true,
	form: true,
	procedure: true,
	claimedCategory: true,
	attestationForm: true,
	reviewDueOn: true,
	stateSince: true,
	position: { select: { nominative: true } },
	subjectGenitive: true,
	organisation: { select: { name: true } },
	municipality: { select: { shortName: true } },
	schedule: { select: { periodId: true } },
} satisfies Prisma.ApplicationSelect

type Row = Prisma.ApplicationGetPayload<{ select: typeof columns }>

export type OperatorList = Awaited<ReturnType<typeof listForOperator>>

/** The region's applications, the longest in their state first. @throws DomainError not-found to everybody but operators */
export async function listForOperator({
	actor,
	query,
	now,
}: {
	actor: Actor
	query: OperatorQuery
	now: Date
}) {
	if (!isOperator(actor, null, null)) throw notFound()
	const today = civilDate(now)
	const where = whereOf(query, today)
	const [total, rows, municipalities] = await Promise.all([
		prisma.application.count({ where }),
		prisma.application.findMany({
			where,
			select: columns,
			orderBy: [{ stateSince: "asc" }, { id: "asc" }],
			skip: (query.page - 1) * PAGE_SIZE,
			take: PAGE_SIZE,
		}),
		listMunicipalities(),
	])
	return {
		rows: rows.map((row) => rowOf(row, today)),
		total,
		pageSize: PAGE_SIZE,
		query,
		municipalities,
		groups: OPERATOR_GROUPS.map(({ key, label }) => ({ value: key, label })),
		states: APPLICATION_STATES,
	}
}

/** What the address asks for; an unknown state shows all, so that an old link still leads somewhere. */
export function whereOf(
	{ state, municipality, name }: Omit<OperatorQuery, "page">,
	today: string,
): Prisma.ApplicationWhereInput {
	const isState = APPLICATION_STATES.some(({ value }) => value === state)
	const words = foldForSearch(name)
	return {
		AND: [
			isState ? { state } : (groupNamed(state)?.where(today) ?? {}),
			municipality ? { municipalityCode: municipality } : {},
			words ? { searchName: { contains: words.replace(/[\\%_]/gu, "\\$&") } } : {},
		],
	}
}

/** A draft is not named yet: its name stands in the form. */
export function nameOf({ fullName, form }: Pick<Row, "fullName" | "form">): string {
	if (fullName) return fullName
	const { surname, name, patronymic } = form as Record<string, string | undefined>
	return [surname, name, patronymic].filter(Boolean).join(" ") || "Имя ещё не указано"
}

export const claimOf = (row: {
	claimedCategory: string | null
	attestationForm: string | null
	procedure: string | null
}): string =>
	[
		row.claimedCategory ? categoryPhrase(row.claimedCategory as Category, "nominative") : "",
		row.procedure === "simplified"
			? "упрощённая"
			: row.attestationForm
				? attestationFormPhrase(row.attestationForm as AttestationForm)
				: "",
	]
		.filter(Boolean)
		.join(", ")

function rowOf(row: Row, today: string) {
	return {
		id: row.id,
		to: paths.operatorApplication(row.id),
		state: row.state,
		short: shortOf(row.state),
		since: shortDate(civilDate(row.stateSince)),
		name: nameOf(row),
		place: [
			[row.position.nominative, row.subjectGenitive].filter(Boolean).join(" "),
			row.organisation.name,
		].join(", "),
		municipality: row.municipality.shortName,
		claim: claimOf(row),
		period: row.schedule ? period(row.schedule.periodId).label : "",
		term: termOf(row, today),
	}
}

/** Only while the coordinator's answer is awaited. */
function termOf({ state, reviewDueOn }: Row, today: string) {
	if (!reviewDueOn || !isTagged(applicationLifecycle, state, "awaitsRegistration")) return null
	const left = daysLeft(reviewDueOn, today)
	if (left < 0) return { tone: "bad" as const, text: `просрочено на ${days(-left)}` }
	return {
		tone: left <= NEAR ? ("wait" as const) : undefined,
		text: left === 0 ? "сегодня последний день" : `осталось ${days(left)}`,
	}
}
