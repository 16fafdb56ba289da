import { now } from "#app/clock/clock.server.ts"
import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { whyNotNeeded } from "#app/domain/notice/still-needed.server.ts"
import { failureOf } from "#app/letters/answers/refusal.ts"
import { whyDead } from "#app/letters/dead-address.server.ts"
import { isAskedFor, LONGEST_PAUSE_MS, queueLetter } from "#app/letters/letter.subject.server.ts"
import {
	type OutgoingLetter,
	openTransport,
	sendingError,
	type Transport,
} from "#app/letters/transport.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { countUnderWay, work } from "#app/queue/boss.server.ts"
import { env } from "#app/utils/env.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { log } from "#app/utils/log.server.ts"
import { paths } from "#app/utils/paths.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"
import { isLetterKind, LETTERS } from "#templates/letters/index.ts"
import { ServerPause } from "./server-pause.ts"

const SWEEP_EVERY_MS = 15_000
const SWEEP_SIZE = 500
/** How many letters are sent at the same time. */
const SENDERS = 3

const waiting = statesTagged(letterLifecycle, "waiting")
const underway = statesTagged(letterLifecycle, "underway")

export interface Sending {
	transport: Transport
	/** The program's clock, which pauses between attempts follow; the demo moves it. */
	now: () => Date
	/** Shared by the senders of one process. */
	pause?: ServerPause
	/** Why a waiting letter is no longer needed, or null if it is. */
	whyNotNeeded?: (letterId: string, now: Date) => Promise<string | null>
}

export type Sent = "sent" | "put off" | "refused" | "dropped" | "nothing to do"

interface DueLetter extends OutgoingLetter {
	version: number
	kind: string
}

/**
 * Sends one letter if it is due. It is sent at least once: if a process dies between sending and recording, the letter is
 * sent again, with the same Message-ID.
 */
export async function sendLetter(letterId: string, sending: Sending): Promise<Sent> {
	const { now, pause } = sending
	if (pause?.holds(now())) return "nothing to do"
	const [letter] = await rowsOf<DueLetter>(
		prisma,
		Prisma.sql`
		SELECT "id", "version", "kind", "to", "subject", "text", "html", "createdAt" FROM "Letter"
		WHERE "id" = ${letterId} AND ${isDueAt(now())}`,
	)
	if (!letter) return "nothing to do"
	return handOver(letter, sending)
}

/** False if another sender was faster, or the letter is quarantined. */
async function isMine(taking: Promise<unknown>): Promise<boolean> {
	try {
		await taking
		return true
	} catch (error) {
		if (error instanceof DomainError) return false
		throw error
	}
}

async function handOver(letter: DueLetter, { transport, now, pause, whyNotNeeded }: Sending): Promise<Sent> {
	const tell = (event: string, input?: Record<string, unknown>, version?: number) =>
		dispatch({
			actor: SYSTEM,
			subject: "letter",
			id: letter.id,
			event,
			now: now(),
			...(input && { input }),
			...(version !== undefined && { version }),
		})
	if (!(await isMine(tell("letter.take", undefined, letter.version)))) return "nothing to do"
	// Checked after the letter was taken. A matter that ends after this point ends while the letter is being handed over.
	const why = (await whyNotNeeded?.(letter.id, now())) ?? null
	if (why !== null) {
		await tell("letter.drop", { error: why })
		return "dropped"
	}
	// A letter that was asked for proves an address, so it is tried even if the address is marked as dead.
	const dead = isAskedFor(letter.kind) ? null : await whyDead(prisma, letter.to)
	if (dead !== null) {
		await tell("letter.refuse", { error: `Адрес не действует: ${dead}` })
		return "refused"
	}
	try {
		await transport.send({ ...letter, unsubscribeAt: unsubscribeAt(letter.kind) })
		pause?.serverAnswered()
	} catch (error) {
		return putOff(letter.id, error, { tell, now, pause })
	}
	await tell("letter.deliver")
	return "sent"
}

interface PuttingOff {
	tell: (event: string, input: Record<string, unknown>) => Promise<unknown>
	now: () => Date
	pause: ServerPause | undefined
}

async function putOff(letterId: string, cause: unknown, { tell, now, pause }: PuttingOff): Promise<Sent> {
	const failure = failureOf(cause)
	const error = sendingError(cause)
	log.warn({ letterId, means: failure.means, code: codeOf(cause) }, "letter not sent")
	if (failure.means === "away") pause?.serverWasAway(now())
	else pause?.serverAnswered()
	if (failure.means === "never") {
		await tell("letter.refuse", { error, deadAddress: failure.deadAddress })
		return "refused"
	}
	await tell(failure.means === "away" ? "letter.defer" : "letter.fail", { error })
	return "put off"
}

const unsubscribeAt = (kind: string): string | null =>
	isLetterKind(kind) && LETTERS[kind].unsubscribable ? `${env.PUBLIC_URL}${paths.profileReminders()}` : null

/**
 * Queues every due letter without a waiting job, after a failure or because a process died while sending. New letters were
 * queued when they were written, so they are looked after only when the queue is short.
 * @returns how many were queued
 */
export async function sweepOutbox(now: Date): Promise<number> {
	const queueIsLong = (await countUnderWay("letter.send")) >= SWEEP_SIZE
	const due = await rowsOf<{ id: string; kind: string }>(
		prisma,
		Prisma.sql`
		SELECT "id", "kind" FROM "Letter" WHERE ${isDueAt(now)} AND "quarantine" IS NULL
			${queueIsLong ? Prisma.sql`AND NOT ${isNew}` : Prisma.empty}
		ORDER BY "id" LIMIT ${SWEEP_SIZE}`,
	)
	if (due.length === 0) return 0
	return inTransaction(async (tx) => {
		let queued = 0
		for (const letter of due) if ((await queueLetter(tx, letter)) !== null) queued += 1
		return queued
	})
}

/** Starts the senders and the sweep, which also runs at once. Call after startBoss, and `stop` before stopBoss. */
export async function startLetters(
	sending: Sending = { transport: openTransport(), now, pause: new ServerPause(), whyNotNeeded },
): Promise<{ stop(): Promise<void> }> {
	for (let sender = 0; sender < SENDERS; sender += 1) {
		await work("letter.send", async ({ letterId }) => {
			await sendLetter(letterId, sending)
		})
	}
	let sweeping: Promise<unknown> = Promise.resolve()
	const sweep = () => {
		if (sending.pause?.holds(sending.now())) return sweeping
		sweeping = sweepOutbox(sending.now()).catch((error: unknown) => log.error({ err: error }, "outbox sweep"))
		return sweeping
	}
	await sweep()
	const timer = setInterval(sweep, SWEEP_EVERY_MS)
	timer.unref()
	return {
		async stop() {
			clearInterval(timer)
			await sweeping
			sending.transport.close()
		},
	}
}

/**
 * A new letter is due at once, a failed one when its pause is over, one that is being sent when its sender has been silent
 * too long. A time further ahead than any pause was written before the demo's clock was moved back.
 */
function isDueAt(now: Date): Prisma.Sql {
	const timeIsUp = Prisma.sql`("dueAt" <= ${now} OR "dueAt" > ${new Date(now.getTime() + LONGEST_PAUSE_MS)})`
	return Prisma.sql`(${isNew} OR ("state" = ANY (${[...waiting, ...underway]}) AND ${timeIsUp}))`
}

/** Waits for its first attempt. */
const isNew = Prisma.sql`("state" = ANY (${waiting}) AND "attempts" = 0 AND "deferrals" = 0)`

const codeOf = (error: unknown): unknown =>
	typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined
