import { nearest } from "#app/utils/nearest.ts"

/** Cyrillic letters that look like Latin ones, in the same order as the Latin letters below. */
const CYRILLIC = "АВСЕНІЈКМОРЅТХУасеһіјкморѕтхуԁԛԝ"
const LATIN = "ABCEHIJKMOPSTXYacehijkmopstxydqw"

const toLatin = (name: string) =>
	[...name].map((letter) => LATIN[CYRILLIC.indexOf(letter)] ?? letter).join("")

/** The known tag that an unknown one was probably meant to be, as the end of a sentence. Empty if none is similar. */
export function suggestTag(name: string, known: readonly string[]): string {
	const foreign = [...name].filter((letter) => /\p{Script=Cyrillic}/u.test(letter))
	const latin = toLatin(name)
	if (foreign.length > 0) {
		const letters = [...new Set(foreign)].map((letter) => `«${letter}»`).join(", ")
		const russian = `в метке ${foreign.length > 1 ? "русские буквы" : "русская буква"} ${letters}`
		const meant = known.includes(latin) ? latin : nearest(latin, known)
		return meant ? `${russian}, а нужны латинские: наберите {${meant}}` : `${russian}, а нужны латинские`
	}
	// «{genitive}» for «{teacher.genitive}»: people remember the last step best.
	const meant = known.find((one) => one.endsWith(`.${name}`)) ?? nearest(name, known)
	return meant ? `ближайшая метка — {${meant}}` : ""
}
