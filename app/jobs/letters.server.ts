import { now } from "#app/clock/clock.server.ts"
import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { LONGEST_PAUSE_MS, queueLetter } from "#app/letters/letter.subject.server.ts"
import {
	type OutgoingLetter,
	openTransport,
	sendingError,
	type Transport,
} from "#app/letters/transport.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { work } from "#app/queue/boss.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { log } from "#app/utils/log.server.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"

const SWEEP_EVERY_MS = 15_000
const SWEEP_SIZE = 200
/** Letters on their way at once. */
const SENDERS = 3

const waiting = statesTagged(letterLifecycle, "waiting")
const underway = statesTagged(letterLifecycle, "underway")

export interface Sending {
	transport: Transport
	/** The program's clock, which pauses between attempts follow; the demo moves it. */
	now: () => Date
}

export type Sent = "sent" | "put off" | "nothing to do"

interface DueLetter extends OutgoingLetter {
	version: number
}

/**
 * Sends one letter if it is due. It is sent at least once: a process that dies between the sending and its record leaves
 * the letter to be sent again.
 */
export async function sendLetter(letterId: string, { transport, now }: Sending): Promise<Sent> {
	const [letter] = await rowsOf<DueLetter>(
		prisma,
		Prisma.sql`
		SELECT "id", "version", "to", "subject", "text", "html", "createdAt" FROM "Letter"
		WHERE "id" = ${letterId} AND ${isDueAt(now())}`,
	)
	if (!letter) return "nothing to do"
	const order = { actor: SYSTEM, subject: "letter", id: letterId } as const
	try {
		await dispatch({ ...order, event: "letter.take", version: letter.version, now: now() })
	} catch (error) {
		// Another sender was faster, or the letter is set aside.
		if (error instanceof DomainError) return "nothing to do"
		throw error
	}
	try {
		await transport.send(letter)
	} catch (error) {
		log.warn({ letterId, code: codeOf(error) }, "letter not sent")
		await dispatch({ ...order, event: "letter.fail", input: { error: sendingError(error) }, now: now() })
		return "put off"
	}
	await dispatch({ ...order, event: "letter.deliver", now: now() })
	return "sent"
}

/**
 * Queues every due letter that has no waiting job: after a failure, or because a process died with the letter under way.
 * @returns how many were queued
 */
export async function sweepOutbox(now: Date): Promise<number> {
	const due = await rowsOf<{ id: string }>(
		prisma,
		Prisma.sql`
		SELECT "id" FROM "Letter" WHERE ${isDueAt(now)} AND "quarantine" IS NULL ORDER BY "id" LIMIT ${SWEEP_SIZE}`,
	)
	if (due.length === 0) return 0
	return inTransaction(async (tx) => {
		let queued = 0
		for (const { id } of due) if ((await queueLetter(tx, id)) !== null) queued += 1
		return queued
	})
}

/** Starts the senders and the sweep, which also runs at once. Call after startBoss; `stop` before stopBoss. */
export async function startLetters(
	sending: Sending = { transport: openTransport(), now },
): Promise<{ stop(): Promise<void> }> {
	for (let sender = 0; sender < SENDERS; sender += 1) {
		await work("letter.send", async ({ letterId }) => {
			await sendLetter(letterId, sending)
		})
	}
	let sweeping: Promise<unknown> = Promise.resolve()
	const sweep = () => {
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
 * A fresh letter is due at once, another when its pause is over, one under way when its sender has been silent too long.
 * A time further off than any pause was written before the demo's clock was moved back.
 */
function isDueAt(now: Date): Prisma.Sql {
	const timeIsUp = Prisma.sql`("dueAt" <= ${now} OR "dueAt" > ${new Date(now.getTime() + LONGEST_PAUSE_MS)})`
	return Prisma.sql`(("state" = ANY (${waiting}) AND ("attempts" = 0 OR ${timeIsUp}))
		OR ("state" = ANY (${underway}) AND ${timeIsUp}))`
}

const codeOf = (error: unknown): unknown =>
	typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined
