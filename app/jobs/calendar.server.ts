import { removeExpiredLimits } from "#app/auth/limits.server.ts"
import { removeExpiredSessions } from "#app/auth/lucia.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { foldFiledCounts } from "#app/domain/application/overview/filed-counts.server.ts"
import { examineUnexamined } from "#app/domain/application/registration/findings.server.ts"
import { queueNightlyErasure } from "#app/domain/erasure/request-erasure.server.ts"
import { foldLoadCounts } from "#app/domain/expert/load-counts.server.ts"
import { expireInvitations } from "#app/domain/invitation/expire-invitations.server.ts"
import { foldStateCounts } from "#app/domain/machine/state-counts.server.ts"
import { believesClock } from "#app/domain/notice/clock-guard.server.ts"
import { writeDigests } from "#app/domain/notice/digest.server.ts"
import { deliverMailings } from "#app/domain/notice/mailing.server.ts"
import { tellWhatIsDue } from "#app/domain/notice/tell-due.server.ts"
import { closeDueSchedules } from "#app/domain/period/close-period.server.ts"
import { queueNightlyCheck } from "#app/domain/replay/check-journal.server.ts"
import { callTeachersWhoJoined } from "#app/domain/sitting/call-teachers.server.ts"
import { checkNewFiles } from "#app/files/antivirus/check-files.server.ts"
import { enqueue, work } from "#app/queue/boss.server.ts"
import { env } from "#app/utils/env.server.ts"
import { log } from "#app/utils/log.server.ts"
import { readReturnedMail } from "./bounces.server.ts"
import { sweepFiles } from "./sweep.server.ts"

const EVERY_MS = 60_000
const CLEAN_UP_EVERY_MS = 3_600_000
const SWEEP_EVERY_MS = 3_600_000
const ANTIVIRUS_EVERY_MS = 3_000

export interface Done {
	closed: number
	expired: number
	/** How many reminders, invitations to a sitting and digests were written. */
	told: number
}

/**
 * Everything that falls due by the calendar: reminders, periods that close after the 12th, invitations that end after 24
 * hours. Running it again does nothing. Nothing is done while the clock is not accepted.
 * @throws the first failure, after everything else was done, because a repeated failure must not block the rest
 */
export async function doWhatIsDue(at: Date): Promise<Done> {
	if (!(await believesClock(at))) return { closed: 0, expired: 0, told: 0 }
	const failures: unknown[] = []
	const attempt = <Result>(work: Promise<Result>, otherwise: Result) =>
		work.catch((error: unknown) => {
			failures.push(error)
			return otherwise
		})
	const { closed } = await attempt(closeDueSchedules(at), { closed: 0 })
	const expired = await attempt(expireInvitations(at), 0)
	const told = await attempt(tellWhatIsDue(at), {})
	const called = await attempt(callTeachersWhoJoined(at), 0)
	const digests = await attempt(writeDigests(at), 0)
	if (failures.length > 0) throw failures[0]
	const letters = Object.values(told).reduce((sum, count) => sum + count, digests + called)
	return { closed, expired, told: letters }
}

/**
 * Checks the calendar every minute. What is due is a job, so only one of several workers takes it, and the others continue
 * if that one dies. Call after startBoss.
 */
export async function startCalendar(): Promise<{ stop(): void }> {
	await work("calendar.due", async () => {
		await doWhatIsDue(now())
	})
	await work("mailing.deliver", async () => {
		await deliverMailings(now())
	})
	const due = repeat("calendar", EVERY_MS, () => queueOnce("calendar.due"))
	const mailings = repeat("reminders by hand", EVERY_MS, () => queueOnce("mailing.deliver"))
	const returned = repeat("returned mail", EVERY_MS, async () => {
		if (env.BOUNCES_URL) await readReturnedMail(env.BOUNCES_URL, now())
	})
	const unexamined = repeat("check before registration", EVERY_MS, () => examineUnexamined(now()))
	const counts = repeat("kept counts", EVERY_MS, async () => {
		await foldStateCounts()
		await foldFiledCounts()
		await foldLoadCounts()
	})
	const nightly = repeat("nightly check", EVERY_MS, () => queueNightlyCheck(now()))
	const erasure = repeat("nightly erasure", EVERY_MS, () => queueNightlyErasure(now()))
	// Sessions and request limits follow the real time, not the demo's clock.
	const expired = repeat("clean-up", CLEAN_UP_EVERY_MS, async () => {
		await removeExpiredSessions()
		await removeExpiredLimits()
	})
	const antivirus = repeat("antivirus", ANTIVIRUS_EVERY_MS, () => checkNewFiles())
	const sweep = repeat("sweep of the file store", SWEEP_EVERY_MS, () => sweepFiles(new Date()))
	return {
		stop() {
			antivirus.stop()
			sweep.stop()
			due.stop()
			returned.stop()
			mailings.stop()
			unexamined.stop()
			counts.stop()
			nightly.stop()
			erasure.stop()
			expired.stop()
		},
	}
}

const queueOnce = (queue: "calendar.due" | "mailing.deliver") =>
	inTransaction((tx) => enqueue(tx, queue, {}, { singletonKey: "all" }))

/** Runs `turnOf` at once and then at intervals, never twice at the same time. After an error it waits for the next turn. */
function repeat(name: string, everyMs: number, turnOf: () => Promise<unknown>): { stop(): void } {
	let working = false
	const turn = async () => {
		if (working) return
		working = true
		try {
			await turnOf()
		} catch (error) {
			log.error({ err: error }, name)
		} finally {
			working = false
		}
	}
	void turn()
	const timer = setInterval(turn, everyMs)
	return { stop: () => clearInterval(timer) }
}
