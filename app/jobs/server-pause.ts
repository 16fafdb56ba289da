import { pauseAfterDeferral } from "#app/letters/letter.subject.server.ts"

/**
 * While the mail server is unreachable or busy, one letter tries for all: the other letters of this process wait until the
 * pause is over. So an outage costs one connection and not one for each letter.
 */
export class ServerPause {
	private failures = 0
	private until: Date | null = null

	/** Whether letters should wait now. A pause that ends unusually late was set before the clock was moved back. */
	holds(now: Date): boolean {
		if (!this.until) return false
		const left = this.until.getTime() - now.getTime()
		return left > 0 && left <= pauseAfterDeferral(this.failures)
	}

	serverWasAway(now: Date): void {
		this.failures += 1
		this.until = new Date(now.getTime() + pauseAfterDeferral(this.failures))
	}

	serverAnswered(): void {
		this.failures = 0
		this.until = null
	}
}
