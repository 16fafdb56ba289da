import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"
import type { Schedule } from "#app/db/generated/client.ts"
import { insertRow, lockRow, updateRow } from "#app/db/row.server.ts"
import { type ScheduleScope, schedulePolicy } from "#app/policies/schedule.policy.ts"
import { firstOf } from "#app/utils/russian.ts"
import { dispatchWithin } from "#app/workflow/dispatch.server.ts"
import type { Columns, Loaded, Subject, TransitionContext } from "#app/workflow/subject.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle, withdrawalLifecycle } from "#machines/lifecycles.ts"
import type { ScheduleContext } from "#machines/schedule.machine.ts"

type ScheduleTransition = TransitionContext<Schedule, ScheduleContext, ScheduleScope>

const UNAPPROVED = statesTagged(applicationLifecycle, "unapproved")
const WAITING = statesTagged(withdrawalLifecycle, "waiting")
const APPROVED = statesTagged(scheduleLifecycle, "approved")

export type LoadedSchedule = Loaded<Schedule, ScheduleContext, ScheduleScope>

/** How many names a sentence may have. */
const NAMED = 20

interface Blocking {
	withoutExperts: string[]
	withoutExpertsTotal: number
	withdrawalWaits: string[]
	withdrawalWaitsTotal: number
}

/**
 * Schedules `s`, each together with the first names of the teachers who block its approval, in one statement. The others are
 * counted: a schedule may have ten thousand applications, and nobody reads a sentence with so many names.
 */
async function loadWhere(db: Db, where: Prisma.Sql): Promise<LoadedSchedule[]> {
	const inIt = Prisma.sql`a."scheduleId" = s."id" AND a."state" = ANY (${UNAPPROVED})`
	// The few that wait in the municipality are looked up, and not found among everybody in the schedule. Nothing blocks a
	// schedule that is approved already, so none is looked up for it.
	const withdrawn = Prisma.sql`FROM "Withdrawal" w
		CROSS JOIN LATERAL (SELECT a."id", a."fullName" FROM "Application" a WHERE a."id" = w."applicationId" AND ${inIt} LIMIT 1) a
		WHERE w."state" = ANY (${WAITING}) AND w."municipalityCode" = s."municipalityCode" AND s."state" <> ALL (${APPROVED})`
	const found = await rowsOf<Schedule & Blocking>(
		db,
		Prisma.sql`SELECT s.*,
			array(SELECT a."fullName" FROM "Application" a WHERE ${inIt} AND a."expertCount" < 2
				ORDER BY a."fullName", a."id" LIMIT ${NAMED}) AS "withoutExperts",
			(SELECT coalesce(sum(c."count"), 0)::int FROM "StateCount" c WHERE c."subject" = 'application'
				AND c."municipalityCode" = s."municipalityCode" AND c."scheduleId" = s."id" AND c."state" = ANY (${UNAPPROVED}) AND c."experts" < 2) AS "withoutExpertsTotal",
			leaving."names"[1:${NAMED}] AS "withdrawalWaits", coalesce(cardinality(leaving."names"), 0) AS "withdrawalWaitsTotal"
		FROM "Schedule" s
		CROSS JOIN LATERAL (SELECT array(SELECT a."fullName" ${withdrawn} ORDER BY a."fullName", a."id") AS "names" OFFSET 0) leaving
		WHERE ${where}`,
	)
	return found.map(
		({ withoutExperts, withoutExpertsTotal, withdrawalWaits, withdrawalWaitsTotal, ...row }) => {
			const facts = {
				period: row.periodId,
				closesOn: row.closesOn,
				withoutTwoExperts: firstOf(withoutExperts, withoutExpertsTotal),
				withdrawalWaits: firstOf(withdrawalWaits, withdrawalWaitsTotal),
			}
			return { row, facts, scope: { municipalityCode: row.municipalityCode } }
		},
	)
}

const load = async (db: Db, id: string): Promise<LoadedSchedule | null> =>
	(await loadWhere(db, Prisma.sql`s."id" = ${id}`))[0] ?? null

/** The schedule of a municipality in a period. */
export const loadScheduleOf = async (
	db: Db,
	{ municipalityCode, periodId }: { municipalityCode: string; periodId: string },
): Promise<LoadedSchedule | null> =>
	(
		await loadWhere(db, Prisma.sql`s."municipalityCode" = ${municipalityCode} AND s."periodId" = ${periodId}`)
	)[0] ?? null

export const loadSchedulesOfPeriod = (db: Db, periodId: string): Promise<LoadedSchedule[]> =>
	loadWhere(db, Prisma.sql`s."periodId" = ${periodId}`)

async function keepReopening({ input }: ScheduleTransition): Promise<Columns> {
	return { closesOn: input.until, reopenReason: input.reason }
}

/**
 * Approves every application of the schedule in one transaction. If one cannot be approved, the whole approval is rolled
 * back.
 */
async function approveApplications({
	tx,
	row,
	actor,
	input,
	now,
	event,
}: ScheduleTransition): Promise<Columns> {
	const { name: municipalityName } = await tx.municipality.findUniqueOrThrow({
		where: { code: row.municipalityCode },
		select: { name: true },
	})
	const order = { orderNumber: input.orderNumber, orderDate: input.orderDate, municipalityName }
	// The order is saved first, because the letters about the applications quote it.
	await tx.schedule.update({ where: { id: row.id }, data: order as never, select: { id: true } })
	const inIt = await tx.application.findMany({
		where: { scheduleId: row.id, state: { in: UNAPPROVED } },
		orderBy: { id: "asc" },
		select: { id: true },
	})
	for (const { id } of inIt)
		await dispatchWithin(tx, {
			actor,
			subject: "application",
			id,
			event: "schedule.approve",
			now,
			cause: event,
		})
	return order
}

/** One handler for each action name of the machine; a test compares the two lists. */
export const scheduleEffects: Record<
	string,
	(transition: ScheduleTransition) => Promise<Columns | undefined>
> = {
	keepReopening,
	approveApplications,
}

export const scheduleSubject: Subject<Schedule, ScheduleContext, ScheduleScope> = {
	name: "schedule",
	lifecycle: scheduleLifecycle,
	lock: (tx, id) => lockRow(tx, "Schedule", id),
	load,
	mayRead: (actor, scope) => schedulePolicy.read(actor, scope, null),
	mayCreate: schedulePolicy.open,
	create: (tx, columns) => insertRow(tx, "Schedule", columns),
	update: (tx, where, columns) => updateRow(tx, "Schedule", where, columns),
	effects: (name) => scheduleEffects[name],
	onBehalfOf: () => null,
	reasonFields: ["reason"],
}
