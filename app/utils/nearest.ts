/** How many letters must be added, removed or changed to make one word of the other (Levenshtein). */
export function editsBetween(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, at) => at)
	for (const [at, letter] of [...one].entries()) {
		const next = [at + 1]
		for (let to = 1; to <= other.length; to++) {
			const kept = (row[to - 1] ?? 0) + (letter === other[to - 1] ? 0 : 1)
			next.push(Math.min(kept, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1))
		}
		row = next
	}
	return row[other.length] ?? 0
}

/** The known word that somebody probably meant; null when none is like it. */
export function nearest(typed: string, known: Iterable<string>): string | null {
	const word = typed.slice(0, 60).toLowerCase()
	let best: { word: string; edits: number } | null = null
	for (const candidate of known) {
		const edits = editsBetween(word, candidate.toLowerCase())
		if (!best || edits < best.edits) best = { word: candidate, edits }
	}
	// More than a third of the letters wrong is another word.
	return best && best.edits <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : null
}
