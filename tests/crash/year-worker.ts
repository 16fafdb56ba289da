import pg from "pg"
import { prisma } from "#app/db/client.server.ts"
import "#app/domain/index.server.ts"
import { whyNotNeeded } from "#app/domain/notice/still-needed.server.ts"
import { doWhatIsDue } from "#app/jobs/calendar.server.ts"
import { sendLetter } from "#app/jobs/letters.server.ts"
import { openTransport } from "#app/letters/transport.server.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { letterLifecycle } from "#machines/lifecycles.ts"

// A worker of the crash test's year. For each given moment it does what is due and sends the waiting letters. It kills
// itself, as a power cut would, at the given point: before a write, before or after a commit, before or after the mail
// server has a letter.

export interface Turn {
	/** The time that the worker assumes. */
	readonly at: string
	/** The point of this turn at which it dies, or null. */
	readonly killAt: number | null
}

const POINT = /^\s*(?:WITH\b[\s\S]*?)?(?:INSERT\s+INTO|UPDATE\s+\S|DELETE\s+FROM)|^\s*COMMIT/i
const LETTERS_AT_ONCE = 200
const unsent = [...statesTagged(letterLifecycle, "waiting"), ...statesTagged(letterLifecycle, "underway")]

let passed = 0
let killAt: number | null = null

function point() {
	passed += 1
	if (passed === killAt) process.kill(process.pid, "SIGKILL")
}

const query = pg.Client.prototype.query as (...args: unknown[]) => unknown
Object.assign(pg.Client.prototype, {
	query(this: pg.Client, ...args: unknown[]) {
		const [statement] = args
		const text = typeof statement === "string" ? statement : Object(statement).text
		const isPoint = POINT.test(String(text))
		if (isPoint) point()
		const answer = query.apply(this, args)
		// The statement has been sent. The server may or may not still carry it out.
		if (isPoint) setImmediate(point)
		return answer
	},
})

const mailer = openTransport()
const transport = {
	...mailer,
	async send(letter: Parameters<typeof mailer.send>[0]) {
		point()
		await mailer.send(letter)
		point()
	},
}

async function sendWaiting(at: Date) {
	const waiting = await prisma.letter.findMany({
		where: { state: { in: unsent } },
		select: { id: true },
		orderBy: { id: "asc" },
		take: LETTERS_AT_ONCE,
	})
	let sent = 0
	for (const { id } of waiting)
		if ((await sendLetter(id, { transport, now: () => at, whyNotNeeded })) === "sent") sent += 1
	if (sent === LETTERS_AT_ONCE) await sendWaiting(at)
}

process.on("message", async (turn: Turn) => {
	passed = 0
	killAt = turn.killAt
	const at = new Date(turn.at)
	try {
		await doWhatIsDue(at)
		await sendWaiting(at)
		process.send?.({ done: true })
	} catch (error) {
		process.send?.({ failed: String((error as Error).stack) })
	}
})
process.send?.({ ready: true })
