import { randomFrom } from "#tests/fuzz/random-input.ts"

// What happens on the evening, computed from the seed alone, so that two runs ask the same in the same order.

export const SEED = 20_261_012
/** People who have the system open and read a page now and then. */
export const READERS = 300
const READS_EVERY_S = 20
export const FILINGS_A_SECOND = 5
/** The share of filings whose connection breaks midway. */
const CUT = 0.02
/** The share of filings whose person attaches the signed scan first. The others did so earlier. */
const ATTACHES = 0.1

export interface Filing {
	/** Milliseconds after the beginning. */
	readonly at: number
	/** Which of the teachers who are ready to file. */
	readonly filer: number
	readonly attaches: boolean
	/** Where the connection breaks: in the middle of the file, or when the form was sent and its answer was not read. */
	readonly cut: "file" | "answer" | null
	/** Milliseconds until the person tries again. */
	readonly again: number
}
export interface Reading {
	readonly at: number
	readonly reader: number
	/** Which of the pages that this person may open. */
	readonly page: number
}

export function planFilings(minutes: number): Filing[] {
	const random = randomFrom(SEED)
	return Array.from({ length: Math.round(minutes * 60 * FILINGS_A_SECOND) }, (_, filer) => {
		const attaches = random() < ATTACHES
		const cut = random() < CUT
		return {
			at: ((filer + random()) * 1000) / FILINGS_A_SECOND,
			filer,
			attaches,
			cut: cut ? (attaches ? "file" : "answer") : null,
			again: 1000 + random() * 4000,
		}
	})
}

export function planReadings(minutes: number): Reading[] {
	const random = randomFrom(SEED + 1)
	const length = Math.round((minutes * 60 * READERS) / READS_EVERY_S)
	return Array.from({ length }, () => ({
		at: random() * minutes * 60_000,
		reader: Math.floor(random() * READERS),
		page: Math.floor(random() * 1000),
	})).sort((a, b) => a.at - b.at)
}
