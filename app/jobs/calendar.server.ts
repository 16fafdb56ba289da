import { expireInvitations } from "#app/domain/invitation/expire-invitations.server.ts"
import { closeDueSchedules } from "#app/domain/period/close-period.server.ts"
import { now } from "#app/utils/clock.server.ts"
import { log } from "#app/utils/log.server.ts"

const EVERY_MS = 60_000

/** Everything that falls due by itself: periods close after the 12th, invitations end after 24 hours. Running it again does nothing. */
export async function doWhatIsDue(at: Date): Promise<{ closed: number; expired: number }> {
	const { closed } = await closeDueSchedules(at)
	const expired = await expireInvitations(at)
	return { closed, expired }
}

/** Looks at the calendar every minute: what is due is done by whichever process looks first. */
export function startCalendar(): { stop(): void } {
	let looking = false
	const look = async () => {
		if (looking) return
		looking = true
		try {
			await doWhatIsDue(now())
		} catch (error) {
			log.error({ err: error }, "calendar")
		} finally {
			looking = false
		}
	}
	void look()
	const timer = setInterval(look, EVERY_MS)
	return { stop: () => clearInterval(timer) }
}
