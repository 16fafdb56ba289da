import type { Db } from "./client.server.ts"

/** Data that most pages need and operators change a few times a year need not be read again for each page. */
const KEPT_FOR_MS = 10_000

export interface RarelyChanged<T> {
	/** If another process has changed the data, this may return the old ones for up to ten seconds. */
	load(db: Db): Promise<T>
	/** Call it after a change is committed: before that, the old data could be kept again. */
	forget(): void
}

/** Keeps what `read` returns in the memory of this process for a short time. */
export function rarelyChanged<T>(read: (db: Db) => Promise<T>): RarelyChanged<T> {
	let kept: { value: T; until: number } | undefined
	return {
		async load(db) {
			if (kept && performance.now() < kept.until) return kept.value
			const value = await read(db)
			kept = { value, until: performance.now() + KEPT_FOR_MS }
			return value
		},
		forget() {
			kept = undefined
		},
	}
}
