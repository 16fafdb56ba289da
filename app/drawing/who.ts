import { NOT_ONES_OWN, type Party } from "#app/policies/policy.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"

/** The ban on one's own application applies to almost every event, so a drawing mentions it once. */
export const ownIsBarred = (parties: readonly Party[]): boolean =>
	parties.some(({ given }) => given.includes(NOT_ONES_OWN))

/** «оператор (если другого координатора в муниципалитете нет)» */
export function partyInWords({ who, given: all, cause }: Party): string {
	const name = cause ? causeInWords(cause) : who
	const given = all.filter((condition) => condition !== NOT_ONES_OWN)
	return given.length > 0 ? `${name} (${given.join(", ")})` : name
}

/** «педагог, оператор»: a line has no room for conditions. */
export const whoInShort = (parties: readonly Party[]): string =>
	[...new Set(parties.map(({ who, cause }) => (cause ? causeInWords(cause) : who)))].join(", ")

/** The event in words. Its first word is the name of its machine. */
function causeInWords(cause: string): string {
	const name = cause.split(".")[0] as SubjectName
	const events: Record<string, { happened: string }> = LIFECYCLES[name]?.events ?? {}
	return `вместе с событием «${events[cause]?.happened ?? cause}»`
}
