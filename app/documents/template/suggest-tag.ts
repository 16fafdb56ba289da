/** Cyrillic letters that look like Latin ones, in the order of the Latin letters below them. */
const CYRILLIC = "АВСЕНІЈКМОРЅТХУасеһіјкморѕтхуԁԛԝ"
const LATIN = "ABCEHIJKMOPSTXYacehijkmopstxydqw"

const toLatin = (name: string) =>
	[...name].map((letter) => LATIN[CYRILLIC.indexOf(letter)] ?? letter).join("")

/** What a tag that nobody knows was probably meant to be, as the end of a sentence; empty when nothing is near. */
export function suggestTag(name: string, known: readonly string[]): string {
	const foreign = [...name].filter((letter) => /\p{Script=Cyrillic}/u.test(letter))
	const latin = toLatin(name)
	if (foreign.length > 0) {
		const letters = [...new Set(foreign)].map((letter) => `«${letter}»`).join(", ")
		const russian = `в метке ${foreign.length > 1 ? "русские буквы" : "русская буква"} ${letters}`
		const meant = known.includes(latin) ? latin : nearest(latin, known)
		return meant ? `${russian}, а нужны латинские: наберите {${meant}}` : `${russian}, а нужны латинские`
	}
	// «{genitive}» for «{teacher.genitive}»: the last step is remembered best.
	const meant = known.find((one) => one.endsWith(`.${name}`)) ?? nearest(name, known)
	return meant ? `ближайшая метка — {${meant}}` : ""
}

/** The known name with the fewest changed letters; a third of a name may be mistyped. */
function nearest(name: string, known: readonly string[]): string | undefined {
	if (name.length > 60) return undefined
	const asked = name.toLowerCase()
	const ranked = known
		.filter((one) => one !== name)
		.map((one) => ({ one, distance: distanceBetween(asked, one.toLowerCase()) }))
		.filter(({ one, distance }) => distance <= Math.max(1, Math.floor(Math.max(one.length, name.length) / 3)))
		.sort((a, b) => a.distance - b.distance || a.one.length - b.one.length)
	return ranked[0]?.one
}

/** Damerau and Levenshtein: letters put in, left out, changed or swapped with their neighbour. */
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
