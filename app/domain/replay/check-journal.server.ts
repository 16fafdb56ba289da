import { prisma, type Tx } from "#app/db/client.server.ts"
import { withSnapshot } from "#app/db/snapshot.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { countUnderWay, enqueue } from "#app/queue/boss.server.ts"
import { civilDate, instantOf } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { type Replayed, replayAll } from "#app/workflow/replay.server.ts"

/** When the nightly check runs, in the region's time: before people come to work. */
const NIGHTLY_AT = "03:00"
/** How many results are stored. Operators look at the last one. */
const RUNS_KEPT = 60

export interface CheckedJournal extends Replayed {
	runId: string
	tookMs: number
}

/**
 * Replays the whole journal, compares it with the stored states and saves the result for operators.
 * @param startedBy who requested it; empty for the nightly check
 */
export async function checkJournal({
	startedBy,
	now,
}: {
	startedBy: string
	now: Date
}): Promise<CheckedJournal> {
	const began = performance.now()
	const replayed = await withSnapshot((ask) => replayAll(ask))
	const tookMs = Math.round(performance.now() - began)
	const { subjects, transitions, differenceCount, differences } = replayed
	const { id } = await prisma.replayRun.create({
		data: {
			at: now,
			startedBy,
			tookMs,
			subjects,
			transitions,
			differenceCount,
			differences: { createMany: { data: differences } },
		},
		select: { id: true },
	})
	await forgetOldRuns()
	return { ...replayed, runId: id, tookMs }
}

async function forgetOldRuns() {
	const old = await prisma.replayRun.findMany({
		orderBy: { id: "desc" },
		skip: RUNS_KEPT,
		select: { id: true },
	})
	await prisma.replayRun.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } })
}

/**
 * An operator requests a check. It runs as a job, and a second request does not queue a second job.
 * @throws not-found to others
 */
export async function requestCheck(actor: Actor): Promise<void> {
	if (!isOperator(actor, null, null)) throw notFound()
	if (!(await isCheckUnderWay())) await inTransaction((tx) => queueCheck(tx, actor.id))
}

const queueCheck = (tx: Tx, startedById: string | null) =>
	enqueue(tx, "journal.check", { startedById }, { singletonKey: "journal" })

/** Runs the queued check. It looks up the requester's name, because jobs contain no names. */
export async function checkQueued(startedById: string | null, now: Date): Promise<CheckedJournal> {
	const person = startedById && (await prisma.person.findUnique({ where: { id: startedById } }))
	const startedBy = person ? [person.surname, person.name, person.patronymic].filter(Boolean).join(" ") : ""
	return checkJournal({ startedBy, now })
}

/**
 * Queues the nightly check if none has run since three in the morning. So a computer that is off at night checks when it
 * is switched on.
 * @returns true if it was queued
 */
export async function queueNightlyCheck(now: Date): Promise<boolean> {
	const done = await prisma.replayRun.count({ where: { at: { gte: lastNightAt(now, NIGHTLY_AT) } } })
	if (done > 0 || (await isCheckUnderWay())) return false
	await inTransaction((tx) => queueCheck(tx, null))
	return true
}

/** The latest moment at which something that runs every night at this hour was due. */
export function lastNightAt(now: Date, hour: string): Date {
	const today = instantOf(`${civilDate(now)}T${hour}`)
	return today <= now ? today : new Date(today.getTime() - 24 * 3_600_000)
}

export const isCheckUnderWay = async (): Promise<boolean> => (await countUnderWay("journal.check")) > 0
