/** Refused because of earlier failures (429). The message says how long to wait. */
export class TooManyAttempts extends Error {
	readonly retryAfterSeconds: number

	constructor(message: string, retryAfterSeconds: number) {
		super(message)
		this.name = "TooManyAttempts"
		this.retryAfterSeconds = retryAfterSeconds
	}
}
