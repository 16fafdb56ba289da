import { z } from "zod"
import { type Db, prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { log } from "#app/utils/log.server.ts"
import { paths } from "#app/utils/paths.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { WHOM_TO_ASK } from "#templates/letters/reminders/reminder.ts"
import { absolute, greeted } from "../account/accounts.server.ts"

// A clock that is wrong by years would close periods, end invitations and send every reminder at once, and none of that can be
// undone. So the engine remembers when it last looked at the clock, and stops when the time has moved by more than a day. A wrong clock
// still runs, so from one look to the next it says how long it has been wrong: that is how its return is recognised after days.

const SETTING = "deadlines.clock"
const MOST_MS = 24 * 3_600_000

const Stored = z.object({
	/** The last time that was believed, carried on while another one is doubted. */
	believed: z.iso.datetime(),
	/** The time that was not, at the latest look, while it waits for an operator. */
	doubted: z.iso.datetime().nullable(),
})

export interface ClockState {
	believed: Date | null
	/** Null while the clock is accepted. */
	doubted: Date | null
}

export async function readClockState(db: Db): Promise<ClockState> {
	const found = await db.setting.findUnique({ where: { key: SETTING }, select: { value: true } })
	if (!found) return { believed: null, doubted: null }
	const { believed, doubted } = Stored.parse(found.value)
	return { believed: new Date(believed), doubted: doubted === null ? null : new Date(doubted) }
}

const isNear = (now: Date, believed: Date) => Math.abs(now.getTime() - believed.getTime()) <= MOST_MS

/** The time to believe at this look: the believed one, and what the wrong clock has counted since it was looked at last. */
function carriedOn({ believed, doubted }: { believed: Date; doubted: Date | null }, now: Date): Date {
	const passed = doubted === null ? 0 : now.getTime() - doubted.getTime()
	// The wrong clock has jumped once more, so it says nothing about how long that took.
	return passed > 0 && passed <= MOST_MS ? new Date(believed.getTime() + passed) : believed
}

/** The present time, or the one that is believed while this one is too far from it. */
export async function believedTime(now: Date): Promise<Date> {
	const { believed, doubted } = await readClockState(prisma)
	if (believed === null) return now
	const time = carriedOn({ believed, doubted }, now)
	return isNear(now, time) ? now : time
}

/** Whether acts that cannot be undone are allowed at this time. If not, operators get one letter about it. */
export async function believesClock(now: Date): Promise<boolean> {
	return inTransaction(async (tx) => {
		const state = await lockState(tx, now)
		const believed = state.believed && carriedOn({ believed: state.believed, doubted: state.doubted }, now)
		if (believed === null || isNear(now, believed)) {
			await keep(tx, { believed: now, doubted: null })
			if (state.doubted) log.warn({ now }, "the clock has returned: deadlines go on")
			return true
		}
		await keep(tx, { believed, doubted: now })
		if (state.doubted === null) {
			log.error({ now, before: believed }, "the clock has moved by more than a day: deadlines wait")
			await tellOperators(tx, now, believed)
		}
		return false
	})
}

/** «Время верное»: an operator confirms the clock, and the waiting work is done. @throws DomainError not-found for others */
export async function confirmClock({ actor, now }: { actor: Actor; now: Date }): Promise<void> {
	if (!isOperator(actor, null, null)) throw notFound()
	await inTransaction(async (tx) => {
		await lockState(tx, now)
		await keep(tx, { believed: now, doubted: null })
		await tx.accessLog.create({
			data: { at: now, actorId: actor.id, what: "clock-confirmed", detail: { now: now.toISOString() } },
			select: { id: true },
		})
	})
}

/** Accepts the time where people move the clock on purpose, in the demo. */
export async function believeClock(now: Date): Promise<void> {
	await inTransaction(async (tx) => {
		await lockState(tx, now)
		await keep(tx, { believed: now, doubted: null })
	})
}

/** Locks the row, so that only one of several workers writes to the operators. The very first reading accepts the clock. */
async function lockState(tx: Tx, now: Date): Promise<ClockState> {
	await tx.setting.createMany({
		data: { key: SETTING, value: { believed: now.toISOString(), doubted: null } },
		skipDuplicates: true,
	})
	await tx.$executeRaw`SELECT 1 FROM "Setting" WHERE "key" = ${SETTING} FOR UPDATE`
	return readClockState(tx)
}

const keep = (tx: Tx, { believed, doubted }: { believed: Date; doubted: Date | null }) =>
	tx.setting.update({
		where: { key: SETTING },
		data: { value: { believed: believed.toISOString(), doubted: doubted?.toISOString() ?? null } },
		select: { key: true },
	})

async function tellOperators(tx: Tx, now: Date, before: Date): Promise<void> {
	const operators = await tx.person.findMany({
		where: {
			blockedAt: null,
			NOT: { email: "" },
			engagements: { some: { role: "operator", to: null } },
		},
		select: { id: true, email: true, name: true, patronymic: true, sex: true },
		orderBy: { id: "asc" },
	})
	for (const { id, email, ...person } of operators)
		await writeLetter(tx, {
			kind: "clock-held",
			to: { email, personId: id },
			data: {
				...greeted(person),
				now: longDateTime(now),
				before: longDateTime(before),
				contact: WHOM_TO_ASK.operator,
				url: absolute(paths.operatorDeadlines()),
			},
			now,
		})
}

export const clockState = (): Promise<ClockState> => readClockState(prisma)
