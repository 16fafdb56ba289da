import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { pageOfList } from "#app/db/paging.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { type ScanRead, type ScanReport, scanRead } from "#app/scans/judge-scan.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { shortDate } from "#app/utils/russian.ts"
import { ownEvents } from "#app/workflow/acts.server.ts"
import type { OwnEvents } from "#app/workflow/acts.ts"
import { explainLoaded } from "#app/workflow/explain.server.ts"
import { shortOf, statesTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import { askedForSql } from "../application/overview/asked-for.server.ts"
import { orderSql } from "../list/order-sql.server.ts"
import type { SortedColumn } from "../list/sorted-columns.ts"
import { countsOf } from "../machine/state-counts.server.ts"
import { NAMES_THEN } from "../reference/names-then.server.ts"
import { loadWithdrawals, type withdrawalSubject } from "./withdrawal.subject.server.ts"

const WAITING = statesTagged(withdrawalLifecycle, "waiting")
const ANSWERED = [
	...statesTagged(withdrawalLifecycle, "done"),
	...statesTagged(withdrawalLifecycle, "turnedBack"),
]

const WITHDRAWALS_PAGE = 50

export interface WithdrawalRow {
	id: string
	applicationId: string
	state: string
	version: number
	/** «Подано», «Зарегистрировано» */
	short: string
	fullName: string
	position: string
	organisation: string
	reason: string
	/** «21.09.2026» */
	submittedOn: string
	/** «№ 3 от 22.09.2026», the reason of the rejection, or empty while the withdrawal waits. */
	answer: string
	/** The address of the signed scan, or of the form if there is no scan. */
	paperHref: string
	/** What the codes on its sheets say; null if they were not read. */
	scan: ScanRead | null
	events: OwnEvents
}

/** The search and the order as the address writes them. */
export const withdrawalsQuery = (search: URLSearchParams): { q: string; sort: string } => ({
	q: (search.get("q") ?? "").trim().slice(0, 200),
	sort: (search.get("sort") ?? "").slice(0, 40),
})

/** «Регистрация заявлений на отзыв»: those that wait, oldest first, and below them the answered ones. */
export async function viewWithdrawals({
	actor,
	municipalityCode,
	page,
	waitingPage = 1,
	q = "",
	sort = "",
	now,
}: {
	actor: Actor
	municipalityCode: string
	/** Of the answered ones. */
	page: number
	waitingPage?: number
	/** Words of a name, a journal number, a login or a phone. */
	q?: string
	/** A column to sort both lists by, with `-` in front for the reverse order. */
	sort?: string
	now: Date
}) {
	const named = q === "" ? null : await askedForSql(q)
	const counts = named
		? await countNamed(municipalityCode, named)
		: await countsOf("withdrawal", ["state"], Prisma.sql`"municipalityCode" = ${municipalityCode}`)
	const totalIn = (states: readonly string[]) =>
		counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
	const asked = { municipalityCode, named, sort, totalIn }
	const [{ rows: waiting, ...waitingPages }, { rows: answered, ...pages }] = await Promise.all([
		pageOfStates({ ...asked, states: WAITING, page: waitingPage, order: LONGEST_WAITING_FIRST }),
		pageOfStates({ ...asked, states: ANSWERED, page, order: LATEST_FIRST }),
	])
	noteApplications([...waiting, ...answered].map(({ applicationId }) => applicationId))
	const loaded = await loadWithdrawals(
		prisma,
		waiting.map(({ id }) => id),
		now,
	)
	return {
		waiting: waiting.map((one) => present(one, eventsOf(actor, loaded.get(one.id), now))),
		waitingPages,
		answered: answered.map((one) => present(one, {})),
		pages,
	}
}

interface Found {
	id: string
	applicationId: string
	state: string
	version: number
	reason: string
	scanHash: string | null
	scanReport: ScanReport | null
	submittedAt: Date | null
	registeredAt: Date | null
	journalNumber: number | null
	rejectionReason: string | null
	fullName: string
	subjectGenitive: string | null
	position: string
	organisation: string
}

const LONGEST_WAITING_FIRST = Prisma.sql`w."submittedAt", w."id"`
const LATEST_FIRST = Prisma.sql`w."stateSince" DESC, w."id" DESC`

/** The columns by which the lists can be sorted. */
const SORTED: Record<SortedColumn<"answeredWithdrawals">, Prisma.Sql> = {
	name: Prisma.sql`a."searchName"`,
	submitted: Prisma.sql`w."submittedAt"`,
	answer: Prisma.sql`w."stateSince"`,
}

const WITH_APPLICATION = Prisma.sql`JOIN "Application" a ON a."id" = w."applicationId"`

/** How many of those who were searched for are in each state. */
const countNamed = (municipalityCode: string, named: Prisma.Sql) =>
	rowsOf<{ state: string; count: number }>(
		prisma,
		Prisma.sql`SELECT w."state", count(*)::int AS "count" FROM "Withdrawal" w ${WITH_APPLICATION}
			WHERE w."municipalityCode" = ${municipalityCode} AND ${named} GROUP BY w."state"`,
	)

const pageOfStates = ({
	municipalityCode,
	named,
	sort,
	totalIn,
	states,
	page,
	order,
}: {
	municipalityCode: string
	/** The condition of a search on applications `a`. */
	named: Prisma.Sql | null
	sort: string
	/** From the kept counts, or counted for a search. */
	totalIn: (states: readonly string[]) => number
	states: string[]
	page: number
	order: Prisma.Sql
}) => {
	const by = orderSql(SORTED, sort, order)
	// Only a search or an order by name has to look at the applications of the rows that a page skips.
	const beside = named || /^-?name$/.test(sort) ? WITH_APPLICATION : Prisma.empty
	return pageOfList({
		page,
		pageSize: WITHDRAWALS_PAGE,
		count: async () => totalIn(states),
		load: ({ skip, take }) =>
			rowsOf<Found>(
				prisma,
				Prisma.sql`
				SELECT w."id", w."applicationId", w."state", w."version", w."reason", w."scanHash", w."scanReport", w."submittedAt",
					w."registeredAt", w."journalNumber", w."rejectionReason", a."fullName", a."subjectGenitive",
					${NAMES_THEN.position} AS "position", ${NAMES_THEN.organisation} AS "organisation"
				FROM (SELECT w.* FROM "Withdrawal" w ${beside} WHERE w."municipalityCode" = ${municipalityCode}
					AND w."state" = ANY (${states}) AND ${named ?? Prisma.sql`TRUE`} ORDER BY ${by} LIMIT ${take} OFFSET ${skip}) w
				JOIN "Application" a ON a."id" = w."applicationId"
				JOIN "Position" p ON p."code" = a."positionCode"
				JOIN "Organisation" o ON o."id" = a."organisationId"
				ORDER BY ${by}`,
			),
	})
}

type LoadedWithdrawal = Awaited<ReturnType<typeof withdrawalSubject.load>> | undefined

function eventsOf(actor: Actor, loaded: LoadedWithdrawal, now: Date): OwnEvents {
	return loaded ? ownEvents(Object.values(explainLoaded(actor, "withdrawal", loaded, now).events)) : {}
}

function present(found: Found, events: OwnEvents): WithdrawalRow {
	const { registeredAt, journalNumber, rejectionReason } = found
	return {
		id: found.id,
		applicationId: found.applicationId,
		state: found.state,
		version: found.version,
		short: shortOf(withdrawalLifecycle, found.state),
		fullName: found.fullName,
		position: [found.position, found.subjectGenitive].filter(Boolean).join(" "),
		organisation: found.organisation,
		reason: found.reason,
		submittedOn: found.submittedAt ? shortDate(civilDate(found.submittedAt)) : "",
		answer:
			registeredAt && journalNumber
				? `№ ${journalNumber} от ${shortDate(civilDate(registeredAt))}`
				: rejectionReason
					? `Причина: ${rejectionReason}`
					: "",
		paperHref: found.scanHash ? paths.file(found.id) : paths.withdrawalForm(found.id),
		scan: scanRead(found.scanReport),
		events,
	}
}
