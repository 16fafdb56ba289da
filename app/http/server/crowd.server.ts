/** How long somebody waits outside before being asked to come back. */
const PATIENCE_MS = 10_000

/**
 * Lets only so many people look at pages at the same time; the others wait in the order in which they came. Without it, more
 * visitors than the machine can serve would all wait for the same few connections of the database, and all be refused when
 * their time is over, those who file an application among them. Forms do not wait here.
 */
export class Crowd {
	readonly #atOnce: number
	readonly #patience: number
	readonly #waiting: ((mayEnter: boolean) => void)[] = []
	#inside = 0

	constructor(atOnce: number, patienceMs = PATIENCE_MS) {
		this.#atOnce = atOnce
		this.#patience = patienceMs
	}

	/**
	 * Does the work when there is room.
	 * @param gone whoever has left does not wait any more
	 * @returns null if nobody made room in time, or the visitor has left
	 */
	async within<T>(gone: AbortSignal, work: () => Promise<T>): Promise<T | null> {
		if (this.#inside < this.#atOnce) this.#inside += 1
		else if (!(await this.#turn(gone))) return null
		try {
			return await work()
		} finally {
			const next = this.#waiting.shift()
			// The place passes to the next one without becoming free in between.
			if (next) next(true)
			else this.#inside -= 1
		}
	}

	#turn(gone: AbortSignal): Promise<boolean> {
		return new Promise((resolve) => {
			const settle = (mayEnter: boolean) => {
				clearTimeout(timer)
				gone.removeEventListener("abort", leave)
				resolve(mayEnter)
			}
			const leave = () => {
				const place = this.#waiting.indexOf(settle)
				if (place >= 0) this.#waiting.splice(place, 1)
				settle(false)
			}
			const timer = setTimeout(leave, this.#patience)
			gone.addEventListener("abort", leave)
			this.#waiting.push(settle)
		})
	}
}
