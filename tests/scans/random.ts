/** Random numbers that are the same for the same seed (mulberry32). */
export class Dice {
	#state: number
	constructor(seed: number) {
		this.#state = seed >>> 0
	}

	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0
		let t = this.#state
		t = Math.imul(t ^ (t >>> 15), t | 1)
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296
	}

	between(low: number, high: number): number {
		return low + (high - low) * this.next()
	}

	whole(low: number, high: number): number {
		return Math.floor(this.between(low, high + 1))
	}

	pick<T>(choices: readonly T[]): T {
		return choices[this.whole(0, choices.length - 1)] as T
	}

	chance(share: number): boolean {
		return this.next() < share
	}

	/** Usually near zero, as errors are: the sum of three throws, with a standard deviation of about one. */
	error(): number {
		return (this.next() + this.next() + this.next() - 1.5) * 2
	}

	shuffle<T>(things: readonly T[]): T[] {
		const left = [...things]
		const shuffled: T[] = []
		while (left.length > 0) shuffled.push(...left.splice(this.whole(0, left.length - 1), 1))
		return shuffled
	}
}
