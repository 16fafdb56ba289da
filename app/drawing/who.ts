import { NOT_ONES_OWN, type Party } from "#app/policies/policy.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"

/** Holds for everybody but the owner, so it is said once and not beside every event. */
export const ownIsBarred = (parties: readonly Party[]): boolean =>
	parties.some(({ given }) => given.includes(NOT_ONES_OWN))

/** «оператор (если другого координатора в муниципалитете нет)» */
export function partyInWords({ who, given: all, cause }: Party): string {
	const name = cause ? causeInWords(cause) : who
	const given = all.filter((condition) => condition !== NOT_ONES_OWN)
	return given.length > 0 ? `${name} (${given.join(", ")})` : name
}

/** «педагог, оператор»: on a line there is no room for conditions. */
export const whoInShort = (parties: readonly Party[]): string =>
	[...new Set(parties.map(({ who, cause }) => (cause ? causeInWords(cause) : who)))].join(", ")

/** The first word of an event names its machine. */
function causeInWords(cause: string): string {
	const name = cause.split(".")[0] as SubjectName
	const events: Record<string, { happened: string }> = LIFECYCLES[name]?.events ?? {}
	return `вместе с событием «${events[cause]?.happened ?? cause}»`
}
