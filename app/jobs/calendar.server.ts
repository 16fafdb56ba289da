import { removeExpiredLimits } from "#app/auth/limits.server.ts"
import { removeExpiredSessions } from "#app/auth/lucia.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { examineUnexamined } from "#app/domain/application/registration/findings.server.ts"
import { expireInvitations } from "#app/domain/invitation/expire-invitations.server.ts"
import { believesClock } from "#app/domain/notice/clock-guard.server.ts"
import { writeDigests } from "#app/domain/notice/digest.server.ts"
import { tellWhatIsDue } from "#app/domain/notice/tell-due.server.ts"
import { closeDueSchedules } from "#app/domain/period/close-period.server.ts"
import { queueNightlyCheck } from "#app/domain/replay/check-journal.server.ts"
import { log } from "#app/utils/log.server.ts"
import { sweepFiles } from "./sweep.server.ts"

const EVERY_MS = 60_000
const CLEAN_UP_EVERY_MS = 3_600_000
const SWEEP_EVERY_MS = 3_600_000

export interface Done {
	closed: number
	expired: number
	/** Reminders and digests. */
	told: number
}

/**
 * Everything that falls due by itself: reminders, periods that close after the 12th, invitations that end after 24 hours. Running it
 * again does nothing. Nothing is done while the clock is not believed.
 */
export async function doWhatIsDue(at: Date): Promise<Done> {
	if (!(await believesClock(at))) return { closed: 0, expired: 0, told: 0 }
	const { closed } = await closeDueSchedules(at)
	const expired = await expireInvitations(at)
	const told = await tellWhatIsDue(at)
	const digests = await writeDigests(at)
	return { closed, expired, told: Object.values(told).reduce((sum, count) => sum + count, digests) }
}

/** Looks at the calendar every minute. The process that looks first does what is due. */
export function startCalendar(): { stop(): void } {
	const due = repeat("calendar", EVERY_MS, () => doWhatIsDue(now()))
	const unexamined = repeat("check before registration", EVERY_MS, () => examineUnexamined(now()))
	const nightly = repeat("nightly check", EVERY_MS, () => queueNightlyCheck(now()))
	// Sessions and request limits keep to the real time, whatever the demo's clock says.
	const expired = repeat("clean-up", CLEAN_UP_EVERY_MS, async () => {
		await removeExpiredSessions()
		await removeExpiredLimits()
	})
	const sweep = repeat("sweep of the file store", SWEEP_EVERY_MS, () => sweepFiles(new Date()))
	return {
		stop() {
			sweep.stop()
			due.stop()
			unexamined.stop()
			nightly.stop()
			expired.stop()
		},
	}
}

/** Runs `work` at once and then at intervals, never twice at the same time. After an error it waits for the next turn. */
function repeat(name: string, everyMs: number, work: () => Promise<unknown>): { stop(): void } {
	let working = false
	const turn = async () => {
		if (working) return
		working = true
		try {
			await work()
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
