import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { pageOfList } from "#app/db/paging.server.ts"
import { attestationFormText, categoryText } from "#app/documents/phrases.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { shortDate } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { daysLeft, period } from "#machines/calendar.ts"
import { isTagged, shortOf } from "#machines/lifecycle.ts"
import { countApplications } from "../../list/count-applications.server.ts"
import { keptWhere } from "../../list/kept-where.server.ts"
import { sortIn } from "../../list/list.ts"
import { SORTED_COLUMNS, type SortedColumn } from "../../list/sorted-columns.ts"
import { keptCount } from "../../machine/state-counts.server.ts"
import { listMunicipalities } from "../../organisation/organisation.view.server.ts"
import { periodChoices } from "../../period/periods.view.server.ts"
import { NAMES_THEN } from "../../reference/names-then.server.ts"
import { termWords, toneOfTerm } from "../registration/review-term.ts"
import { askedForSql } from "./asked-for.server.ts"
import {
	APPLICATION_STATES,
	groupNamed,
	OPERATOR_GROUPS,
	sqlOf,
	whereInGroup,
} from "./operator-groups.server.ts"
import type { OperatorQuery } from "./operator-query.ts"

const PAGE_SIZE = 50

interface Row {
	id: string
	state: string
	stateSince: Date
	fullName: string
	/** Only the name from the form. */
	form: unknown
	procedure: string | null
	claimedCategory: string | null
	attestationForm: string | null
	reviewDueOn: string | null
	subjectGenitive: string
	position: string
	organisation: string
	municipality: string
	periodId: string | null
}

export type OperatorList = Awaited<ReturnType<typeof listForOperator>>

/**
 * The region's applications, starting with those that have been longest in their state.
 * @throws DomainError not-found to everybody but operators
 */
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
	const where = await operatorWhere(query, today)
	const order = orderOf(query.sort)
	const count = (most: number) => countFor(query, where, most)
	const load = ({ skip, take }: { skip: number; take: number }) =>
		rowsOf<Row>(
			prisma,
			Prisma.sql`
			SELECT a."id", a."state", a."stateSince", a."fullName", a."procedure", a."claimedCategory", a."attestationForm",
				a."reviewDueOn", a."subjectGenitive", ${NAMES_THEN.position} AS "position",
				${NAMES_THEN.organisation} AS "organisation", ${NAMES_THEN.shortMunicipality} AS "municipality", a."periodId",
				jsonb_build_object('surname', a."form"->'surname', 'name', a."form"->'name', 'patronymic', a."form"->'patronymic') AS "form"
			FROM (SELECT a."id" FROM "Application" a WHERE ${where} ORDER BY ${order}
				LIMIT ${take} OFFSET ${skip}) AS "part"
			JOIN "Application" a ON a."id" = "part"."id"
			JOIN "Position" p ON p."code" = a."positionCode"
			JOIN "Organisation" o ON o."id" = a."organisationId"
			JOIN "Municipality" m ON m."code" = a."municipalityCode"
			ORDER BY ${order}`,
		)
	const [{ rows, ...pages }, choices] = await Promise.all([
		pageOfList({ page: query.page, pageSize: PAGE_SIZE, count, load }),
		listChoices(),
	])
	noteApplications(rows.map(({ id }) => id))
	return {
		...pages,
		rows: rows.map((row) => rowOf(row, today)),
		query,
		...choices,
	}
}

/** How many applications the filters find. Where the kept counts cannot tell, it stops counting at `most`. */
async function countFor(query: OperatorQuery, where: Prisma.Sql, most: number): Promise<number> {
	const kept = keptOf(query)
	return kept ? keptCount("application", kept) : countApplications(where, most)
}

/** The same for a page that shows no list. */
export const countForOperator = async (query: OperatorQuery, now: Date, most: number): Promise<number> =>
	countFor(query, await operatorWhere(query, civilDate(now)), most)

/** What the filters of the list offer. */
export async function listChoices() {
	const [municipalities, periods] = await Promise.all([listMunicipalities(), periodChoices()])
	const groups = OPERATOR_GROUPS.map(({ key, label }) => ({ value: key, label }))
	return { municipalities, periods, groups, states: APPLICATION_STATES }
}

/** The columns that the list can be sorted by: those of the application itself, so that one index or one sort is enough. */
const SORTED: Record<SortedColumn<"applications">, Prisma.Sql> = {
	name: Prisma.sql`a."searchName"`,
	municipality: Prisma.sql`a."municipalityCode"`,
	claim: Prisma.sql`a."claimedCategory"`,
	period: Prisma.sql`a."periodId"`,
	state: Prisma.sql`a."state"`,
}

function orderOf(sort: string): Prisma.Sql {
	const asked = sortIn(sort, SORTED_COLUMNS.applications)
	if (!asked) return Prisma.sql`a."stateSince", a."id"`
	// The whole order turns round, so that one index serves both directions.
	const way = asked.direction === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`
	return Prisma.sql`${SORTED[asked.by]} ${way}, a."stateSince" ${way}, a."id" ${way}`
}

/** Reads the filters of the address. An unknown state shows all, so that an old link still works. */
export async function operatorWhere(
	{ state, municipality, period: periodId, procedure, name }: OperatorQuery,
	today: string,
): Promise<Prisma.Sql> {
	const conditions = [Prisma.sql`TRUE`]
	const group = groupNamed(state)
	if (APPLICATION_STATES.some(({ value }) => value === state))
		conditions.push(Prisma.sql`a."state" = ${state}`)
	else if (group) conditions.push(sqlOf(group, today))
	if (municipality) conditions.push(Prisma.sql`a."municipalityCode" = ${municipality}`)
	if (periodId)
		conditions.push(
			Prisma.sql`a."scheduleId" IN (SELECT "id" FROM "Schedule" WHERE "periodId" = ${periodId})`,
		)
	if (procedure) conditions.push(Prisma.sql`a."procedure" = ${procedure}`)
	conditions.push(await askedForSql(name))
	return Prisma.join(conditions, " AND ")
}

/** The filters as a condition on the kept counts; null if they cannot tell, as for a name or a deadline. */
function keptOf({
	state,
	municipality,
	period: periodId,
	procedure,
	name,
}: OperatorQuery): Prisma.Sql | null {
	const group = groupNamed(state)
	if (name !== "" || group?.due) return null
	return keptWhere({
		...(municipality && { municipalityCode: municipality }),
		...(procedure && { procedure }),
		...(periodId && { schedule: { periodId } }),
		AND: [
			APPLICATION_STATES.some(({ value }) => value === state) ? { state } : {},
			group ? whereInGroup(state, "") : {},
		],
	})
}

/** A draft has no name column yet; its name is in the form. */
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
		categoryText(row.claimedCategory),
		row.procedure === "simplified" ? "упрощённая" : attestationFormText(row.attestationForm),
	]
		.filter(Boolean)
		.join(", ")

function rowOf(row: Row, today: string) {
	return {
		id: row.id,
		state: row.state,
		short: shortOf(applicationLifecycle, row.state),
		since: shortDate(civilDate(row.stateSince)),
		name: nameOf(row),
		place: [[row.position, row.subjectGenitive].filter(Boolean).join(" "), row.organisation].join(", "),
		municipality: row.municipality,
		claim: claimOf(row),
		period: row.periodId ? period(row.periodId).label : "",
		term: termOf(row, today),
	}
}

/** The term matters only while the coordinator has to answer. */
function termOf({ state, reviewDueOn }: Row, today: string) {
	if (!reviewDueOn || !isTagged(applicationLifecycle, state, "awaitsRegistration")) return null
	const left = daysLeft(reviewDueOn, today)
	return { tone: toneOfTerm(left), text: termWords(left) }
}
