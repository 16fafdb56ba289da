import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { pageOfList } from "#app/db/paging.server.ts"
import { categoryText } from "#app/documents/phrases.ts"
import { type Actor, groupsOf } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { shortDate } from "#app/utils/russian.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import { explainLoaded } from "#app/workflow/explain.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { daysLeft, isPeriodId, period } from "#machines/calendar.ts"
import { shortOf, statesTagged } from "#machines/lifecycle.ts"
import type { Rulebook } from "#machines/rulebook/index.ts"
import { loadApplications } from "../application/application.facts.server.ts"
import { askedForSql } from "../application/overview/asked-for.server.ts"
import { countApplications } from "../list/count-applications.server.ts"
import { orderSql } from "../list/order-sql.server.ts"
import type { NamesBeside } from "../list/rows-of-applications.server.ts"
import type { SortedColumn } from "../list/sorted-columns.ts"
import { nameLine } from "../person/post.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"
import type { GroupQuery } from "./group-query.ts"

/** From the approval of the schedule until the commission decides. */
const APPROVED = statesTagged(applicationLifecycle, "approved")

/** In-person conclusions that go through the head of a subject group, for applications `a`. */
const THROUGH_GROUP = Prisma.sql`a."state" = ANY (${APPROVED}) AND a."procedure" = 'general' AND a."attestationForm" = 'in_person'
	AND a."municipalityCode" IN (SELECT m."code" FROM "Municipality" m WHERE m."hasGroupHeads")`

/** Applications in the actor's own subjects, each in its municipality. Nobody handles their own application. */
function ofGroupHead(actor: Actor): Prisma.Sql {
	const groups = groupsOf(actor).map(
		({ municipalityCode, subjectId }) =>
			Prisma.sql`(a."municipalityCode" = ${municipalityCode} AND EXISTS (SELECT 1 FROM "Engagement" e
				WHERE e."id" = a."engagementId" AND e."subjectId" = ${subjectId}))`,
	)
	if (groups.length === 0) return Prisma.sql`FALSE`
	return Prisma.sql`${THROUGH_GROUP} AND a."teacherId" <> ${actor.id} AND (${Prisma.join(groups, " OR ")})`
}

/** What each figure above the list counts, and filters by. */
function conditions(today: string, rulebook: Rulebook): Record<GroupQuery["show"], Prisma.Sql> {
	const toReceive = Prisma.sql`a."paperReceivedOn" IS NULL`
	const toPass = Prisma.sql`(a."paperReceivedOn" IS NOT NULL AND a."paperPassedOn" IS NULL)`
	const inPeriods = (periods: readonly string[]) =>
		Prisma.sql`a."scheduleId" IN (SELECT s."id" FROM "Schedule" s WHERE s."periodId" = ANY (${[...periods]}))`
	return {
		all: Prisma.sql`TRUE`,
		"to-receive": toReceive,
		"to-pass": toPass,
		passed: Prisma.sql`a."paperPassedOn" IS NOT NULL`,
		late: Prisma.sql`((${toReceive} AND ${inPeriods(periodsPast("groupHeadBy", today, rulebook))})
			OR (${toPass} AND ${inPeriods(periodsPast("groupHeadPassesBy", today, rulebook))}))`,
	}
}

/** Periods of the last two years whose last day for this step has passed. Nobody has to handle older papers any more. */
function periodsPast(step: "groupHeadBy" | "groupHeadPassesBy", today: string, rulebook: Rulebook): string[] {
	const [year = 0, month = 1] = today.split("-").map(Number)
	const months = Array.from({ length: 24 }, (_, back) => new Date(Date.UTC(year, month - 1 - back, 1)))
	return months
		.map((day) => day.toISOString().slice(0, 7))
		.filter((id) => isPeriodId(id) && deadlinesBy(rulebook, id)[step] < today)
}

interface Row extends Omit<NamesBeside, "municipality"> {
	id: string
	state: string
	fullName: string
	claimedCategory: string | null
	subjectNominative: string
	paperReceivedOn: string | null
	paperPassedOn: string | null
}

const PAGE_SIZE = 50

const BY_PERIOD = Prisma.sql`s."periodId", a."searchName", a."id"`
/** The columns by which the list can be sorted. Each belongs to the application or to its schedule. */
const SORTED: Record<SortedColumn<"papers">, Prisma.Sql> = {
	name: Prisma.sql`a."searchName"`,
	period: Prisma.sql`s."periodId"`,
	category: Prisma.sql`a."claimedCategory"`,
	received: Prisma.sql`a."paperReceivedOn"`,
	passed: Prisma.sql`a."paperPassedOn"`,
}

const pageOfPapers = (where: Prisma.Sql, order: Prisma.Sql, { skip, take }: { skip: number; take: number }) =>
	rowsOf<Row>(
		prisma,
		Prisma.sql`
		SELECT a."id", a."state", a."fullName", a."claimedCategory", a."subjectNominative", a."paperReceivedOn", a."paperPassedOn",
			p."nominative" AS "position", o."name" AS "organisation", s."periodId",
			coalesce((SELECT jsonb_agg(t."post" ORDER BY t."seat") FROM "Seat" t WHERE t."applicationId" = a."id"), '[]') AS "posts"
		FROM "Application" a JOIN "Position" p ON p."code" = a."positionCode" JOIN "Organisation" o ON o."id" = a."organisationId"
		LEFT JOIN "Schedule" s ON s."id" = a."scheduleId"
		WHERE a."id" = ANY (ARRAY(SELECT a."id" FROM "Application" a LEFT JOIN "Schedule" s ON s."id" = a."scheduleId"
			WHERE ${where} ORDER BY ${order} LIMIT ${take} OFFSET ${skip}))
		ORDER BY ${order}`,
	)

interface Asked {
	actor: Actor
	query: GroupQuery
	now: Date
}

/** «Бумажные заключения» of the groups that the actor leads, with the buttons «Получено» and «Передано». */
export const viewGroup = (asked: Asked) => viewPapers(asked, ofGroupHead(asked.actor))

/** The same list for the coordinator of the municipality, who sees what is late but does not mark it. */
export const viewMunicipalityPapers = ({
	municipalityCode,
	...asked
}: Asked & { municipalityCode: string }) =>
	viewPapers(asked, Prisma.sql`${THROUGH_GROUP} AND a."municipalityCode" = ${municipalityCode}`)

async function viewPapers({ actor, query, now }: Asked, whose: Prisma.Sql) {
	const today = civilDate(now)
	const rulebook = await loadRulebook(prisma)
	const shown = conditions(today, rulebook)
	const where = Prisma.sql`${whose} AND ${shown[query.show]} AND ${await askedForSql(query.q)}`
	const [{ rows, ...pages }, [figures]] = await Promise.all([
		pageOfList({
			page: query.page,
			pageSize: PAGE_SIZE,
			count: (most) => countApplications(where, most),
			load: (part) => pageOfPapers(where, orderSql(SORTED, query.sort, BY_PERIOD), part),
		}),
		rowsOf<Record<"all" | "toReceive" | "toPass" | "late", number>>(
			prisma,
			Prisma.sql`SELECT count(*)::int AS "all", count(*) FILTER (WHERE ${shown["to-receive"]})::int AS "toReceive",
				count(*) FILTER (WHERE ${shown["to-pass"]})::int AS "toPass", count(*) FILTER (WHERE ${shown.late})::int AS "late"
				FROM "Application" a WHERE ${whose}`,
		),
	])
	const ids = rows.map(({ id }) => id)
	noteApplications(ids)
	const loaded = await loadApplications(prisma, ids, now)
	return {
		rows: rows.flatMap((row) => {
			const found = loaded.get(row.id)
			if (!found) return []
			const { version, events } = explainLoaded(actor, "application", found, now)
			return [{ ...paperOf(row, today, rulebook), version, events: eventsIn("group", "application", events) }]
		}),
		figures: figures ?? { all: 0, toReceive: 0, toPass: 0, late: 0 },
		query,
		...pages,
	}
}
export type GroupView = Awaited<ReturnType<typeof viewPapers>>
export type GroupRow = GroupView["rows"][number]

function paperOf(row: Row, today: string, rulebook: Rulebook) {
	const { paperReceivedOn: received, paperPassedOn: passed } = row
	const dates = row.periodId ? deadlinesBy(rulebook, row.periodId) : null
	return {
		id: row.id,
		state: row.state,
		short: shortOf(applicationLifecycle, row.state),
		name: row.fullName,
		post: [row.position, row.subjectNominative, row.organisation].filter(Boolean).join(", "),
		category: categoryText(row.claimedCategory),
		period: row.periodId ? period(row.periodId).label : "",
		experts: row.posts.map(nameLine),
		received: stepOf(received, dates?.groupHeadBy, today),
		// A paper must be received before it can be passed on.
		passed: stepOf(passed, received ? dates?.groupHeadPassesBy : undefined, today),
	}
}

/** One step of a paper: the day on which it was done, or the last day for it and the number of days left. */
function stepOf(doneOn: string | null, by: string | undefined, today: string) {
	return {
		on: doneOn ? shortDate(doneOn) : null,
		by: by ? shortDate(by) : null,
		left: !doneOn && by ? daysLeft(by, today) : null,
		wasLate: Boolean(doneOn && by && doneOn > by),
	}
}
