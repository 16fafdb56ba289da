/** A longer text is not a mistyped name. */
const LONGEST = 60

/** The known name with the fewest changed letters. Up to a third of a name may be mistyped. */
export function nearest(name: string, known: readonly string[]): string | null {
	if (name.length > LONGEST) return null
	const asked = name.toLowerCase()
	const ranked = known
		.filter((one) => one !== name)
		.map((one) => ({ one, distance: distanceBetween(asked, one.toLowerCase()) }))
		.filter(({ one, distance }) => distance <= Math.max(1, Math.floor(Math.max(one.length, name.length) / 3)))
		.sort((a, b) => a.distance - b.distance || a.one.length - b.one.length)
	return ranked[0]?.one ?? null
}

/** The Damerau–Levenshtein distance: inserted, deleted, changed letters, and swapped neighbours. */
function distanceBetween(a: string, b: string): number {
	let [older, old] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)]
	for (let i = 1; i <= a.length; i++) {
		const row = [i]
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1]
			let best = Math.min((old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (old[j - 1] ?? 0) + (same ? 0 : 1))
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				best = Math.min(best, (older[j - 2] ?? 0) + 1)
			row.push(best)
		}
		older = old
		old = row
	}
	return old[b.length] ?? 0
}
