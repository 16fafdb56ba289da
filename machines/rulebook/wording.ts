import { isCivilDate } from "#app/utils/civil-date.ts"
import { counted, shortDate } from "#app/utils/russian.ts"

/** What a text of a rule may show: a number, a date or words. */
export type Values = Readonly<Record<string, string | number>>

/** `{endsOn}`, or a number with its noun in three forms: `{reviewDays:день|дня|дней}`. */
const PLACE = /\{([^{}]*)\}/g
const INSIDE = /^(\w+)(?::([^|]+)\|([^|]+)\|([^|]+))?$/

/** Fills in the text of a rule. @throws RangeError if it names something unknown */
export function fill(text: string, values: Values): string {
	return text.replace(PLACE, (place, inside: string) => {
		const [, name = "", one, few, many] = INSIDE.exec(inside) ?? []
		const value = Object.hasOwn(values, name) ? values[name] : undefined
		if (value === undefined) throw new RangeError(`A rule's text names ${place}`)
		if (typeof value === "number")
			return one && few && many ? counted(value, [one, few, many]) : String(value)
		return isCivilDate(value) ? shortDate(value) : value
	})
}

/** The places of a text that cannot be filled from these names, as they are written. */
export function unknownPlaces(text: string, known: readonly string[]): string[] {
	const places = [...text.matchAll(PLACE)].filter(([, inside = ""]) => {
		const [, name = ""] = INSIDE.exec(inside) ?? []
		return !known.includes(name)
	})
	// A brace without its partner is a mistake in a placeholder.
	const rest = text.replace(PLACE, "")
	return [...places.map(([place]) => place), ...(/[{}]/.test(rest) ? [rest.match(/[{}]/)?.[0] ?? "{"] : [])]
}
