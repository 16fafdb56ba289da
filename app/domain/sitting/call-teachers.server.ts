import { Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import type { SittingCall } from "#app/db/generated/client.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { civilDate, civilTime } from "#app/utils/civil-date.ts"
import { writeApplicationLetter } from "../application/application-letters.server.ts"
import { sqlInGroup } from "../application/overview/operator-groups.server.ts"

/** An upper limit that no sitting reaches. */
const MOST_CALLED = 1000

/** A sitting that can be announced. */
interface Announced {
	id: string
	heldOn: string
	startsAt: string
	place: string
}

/**
 * Writes to teachers who asked to be present: when and where the commission sits, again when that changes, and once more if
 * they need not come because their application has left the agenda. The content of the last letter is stored, so this can
 * run at any time: when a sitting changes, and every minute for teachers who join the agenda later.
 * @returns the number of letters
 */
export async function callTeachers(tx: Tx, now: Date): Promise<number> {
	// Two runs at once would write the same letter twice.
	await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('sitting calls'))`
	const next = await nextSitting(tx, now)
	return (next ? await callTo(tx, next, now) : 0) + (await sendAway(tx, now))
}

/** The job that runs every minute. */
export const callTeachersWhoJoined = (now: Date): Promise<number> =>
	inTransaction((tx) => callTeachers(tx, now))

/** The next sitting whose time and place are known. Before that, a letter could not say what it promises. */
export async function nextSitting(tx: Tx, now: Date): Promise<Announced | null> {
	const ahead = await tx.sitting.findMany({
		where: {
			heldOn: { gte: civilDate(now) },
			startsAt: { not: null },
			place: { not: "" },
			calledOffAt: null,
		},
		orderBy: [{ heldOn: "asc" }, { startsAt: "asc" }],
		select: { id: true, heldOn: true, startsAt: true, place: true },
		take: 2,
	})
	const isAhead = ({ heldOn, startsAt }: (typeof ahead)[number]) =>
		heldOn > civilDate(now) || (startsAt ?? "") > civilTime(now)
	const next = ahead.find(isAhead)
	return next?.startsAt ? { ...next, startsAt: next.startsAt } : null
}

/** Applications on the agenda whose teachers asked to be present, for a table `a`. */
export const comesSql = (today: string) =>
	Prisma.sql`${sqlInGroup("for-sitting", today)} AND a."form" ->> 'presence' = 'present'`

/** What the last letter said. */
type Told = Pick<SittingCall, "applicationId" | "sittingId" | "heldOn" | "startsAt" | "place" | "cancelledAt">

async function callTo(tx: Tx, next: Announced, now: Date): Promise<number> {
	const today = civilDate(now)
	const coming = await rowsOf<{ id: string; told: Told | null }>(
		tx,
		Prisma.sql`SELECT a."id", to_jsonb(c) AS "told"
			FROM "Application" a LEFT JOIN "SittingCall" c ON c."applicationId" = a."id"
			WHERE ${comesSql(today)} ORDER BY a."id" LIMIT ${MOST_CALLED}`,
	)
	const decisions = await decisionsOf(
		tx,
		coming.flatMap(({ told }) => told?.sittingId ?? []),
	)
	let letters = 0
	for (const { id, told } of coming) {
		const passed = told !== null && told.heldOn < today
		// The commission has sat, but nobody has entered its decisions. So this teacher may no longer be waiting.
		if (passed && decisions(told.sittingId) === 0) continue
		const same =
			told !== null &&
			told.cancelledAt === null &&
			(["sittingId", "heldOn", "startsAt", "place"] as const).every(
				(what) => told[what] === (what === "sittingId" ? next.id : next[what]),
			)
		if (same) continue
		const before = told && !passed && !told.cancelledAt ? told : null
		const { id: sittingId, heldOn, startsAt, place } = next
		const call = { sittingId, heldOn, startsAt, place, toldAt: now, cancelledAt: null }
		await tx.sittingCall.upsert({
			where: { applicationId: id },
			create: { applicationId: id, ...call },
			update: call,
		})
		await tell(tx, id, before ? "sitting-moved" : "sitting-called", { heldOn, startsAt, place }, now)
		letters += 1
	}
	return letters
}

/** How many decisions each of these sittings has made. */
async function decisionsOf(tx: Tx, sittings: readonly string[]): Promise<(id: string) => number> {
	const counted = await rowsOf<{ id: string; count: number }>(
		tx,
		Prisma.sql`SELECT "sittingId" AS "id", count(*)::int AS "count" FROM "Application"
			WHERE "sittingId" = ANY (${[...sittings]}) GROUP BY 1`,
	)
	const counts = new Map(counted.map(({ id, count }) => [id, count]))
	return (id) => counts.get(id) ?? 0
}

/**
 * The application went back to the experts or left the procedure before the day. The teacher is told, so that nobody
 * travels for nothing.
 */
async function sendAway(tx: Tx, now: Date): Promise<number> {
	const today = civilDate(now)
	const gone = await rowsOf<Told>(
		tx,
		Prisma.sql`SELECT c.* FROM "SittingCall" c JOIN "Application" a ON a."id" = c."applicationId"
			WHERE c."heldOn" >= ${today} AND c."cancelledAt" IS NULL AND a."sittingId" IS NULL
				AND (${comesSql(today)}) IS NOT TRUE
			LIMIT ${MOST_CALLED}`,
	)
	for (const { applicationId, heldOn, startsAt, place } of gone) {
		await tx.sittingCall.update({ where: { applicationId }, data: { cancelledAt: now } })
		await tell(tx, applicationId, "sitting-called-off", { heldOn, startsAt, place }, now)
	}
	return gone.length
}

/**
 * Writes to the teachers who were called to a sitting that it will not be held, and why. They can then be called to another one.
 * @returns the number of letters
 */
export async function takeBackCalls(
	tx: Tx,
	{ sittingId, reason, now }: { sittingId: string; reason: string; now: Date },
): Promise<number> {
	const told = await tx.sittingCall.findMany({ where: { sittingId } })
	await tx.sittingCall.deleteMany({ where: { sittingId } })
	const waiting = told.filter(({ cancelledAt, heldOn }) => !cancelledAt && heldOn >= civilDate(now))
	for (const { applicationId, heldOn, startsAt, place } of waiting)
		await tell(tx, applicationId, "sitting-cancelled", { heldOn, startsAt, place }, now, reason)
	return waiting.length
}

const tell = (
	tx: Tx,
	applicationId: string,
	letter: "sitting-called" | "sitting-moved" | "sitting-called-off" | "sitting-cancelled",
	sitting: Omit<Announced, "id">,
	now: Date,
	reason: string | null = null,
) =>
	writeApplicationLetter(tx, {
		letter,
		audience: "teacher",
		applicationId,
		actor: SYSTEM,
		sitting,
		reason,
		now,
	})
