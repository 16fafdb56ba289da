import { and, type EventObject, type GuardPredicate, type MachineContext } from "xstate"

// How our machines name and combine guards. A transition names one guard, or several with `allOf`. Nothing else is
// accepted: `explain` gives a reason for each guard that fails, and for a part of `or` or `not` that reason would be wrong.

/** What every event contains: when it was sent (ISO instant). Machines have no clock of their own. */
export interface Timed {
	at: string
}

/** A guard as a transition names it: alone, or together with what it reads from the event. */
export type GuardUse = string | { readonly type: string; readonly params: (args: never) => unknown }

/** The arguments of a guard function. `params` is the part of the event that it reads. */
export type GuardFunction<Facts, Params = undefined> = (
	args: { context: Facts; event: Timed },
	params: Params,
) => boolean

type ParamsOf<Guard> = Guard extends (args: never, params: infer Params) => boolean ? Params : never
type TakesParams<Guard> = unknown extends ParamsOf<Guard> ? false : true

/** The guards that read the event, each with the typed part of the event that it reads. */
export type Asks<Guards> = {
	readonly [Name in keyof Guards & string as TakesParams<Guards[Name]> extends true ? Name : never]: {
		readonly type: Name
		readonly params: (args: { event: ParamsOf<Guards[Name]> }) => ParamsOf<Guards[Name]>
	}
}

/**
 * How transitions name guards that read the event: `asks.reasonGiven`. The compiler refuses it for an event without the
 * fields that the guard reads.
 */
export function asksOf<const Guards extends Record<string, GuardFunction<never, never>>>(
	guards: Guards,
): Asks<Guards> {
	const params = ({ event }: { event: unknown }) => event
	return Object.fromEntries(
		Object.keys(guards).map((type) => [type, { type, params }]),
	) as unknown as Asks<Guards>
}

type Output<Use> = Use extends string
	? { type: Use; params: undefined }
	: Use extends { type: infer Type extends string; params: (args: never) => infer Params }
		? { type: Type; params: Params }
		: never
type Reads<Use> = Use extends { params: (args: infer Args) => unknown }
	? (args: Args) => void
	: (args: unknown) => void
type ReadsOfAll<Use> = [Reads<Use>] extends [(args: infer Args) => void] ? Args : never

/** A type's properties without its call signature. */
type PropertiesOf<Type> = Pick<Type, keyof Type>

/** Several guards that must all hold. For XState it is an ordinary guard. */
export type AllOf<Use> = ((args: ReadsOfAll<Use>, params: undefined) => boolean) &
	PropertiesOf<GuardPredicate<MachineContext, EventObject, undefined, Output<Use>>>

/** The parts of each combination, by the guard that `allOf` returned. */
const partsOf = new WeakMap<object, readonly GuardUse[]>()

export function allOf<const Use extends GuardUse>(parts: readonly Use[]): AllOf<Use> {
	const guard = and([...parts] as string[])
	partsOf.set(guard, parts)
	return guard as unknown as AllOf<Use>
}

/**
 * The guards of a transition, one by one.
 * @throws Error if they are combined by anything but `allOf`, or one has no name
 */
export function guardsIn(guard: unknown, where: string): readonly GuardUse[] {
	if (guard === undefined) return []
	if (typeof guard === "string") return [guard]
	if (typeof guard === "function") {
		const parts = partsOf.get(guard)
		if (parts) return parts
	} else if (isUse(guard)) return [guard]
	throw new Error(`${where}: a guard must have a name; several are combined with allOf`)
}

const isUse = (guard: unknown): guard is Exclude<GuardUse, string> =>
	typeof guard === "object" &&
	guard !== null &&
	"type" in guard &&
	typeof guard.type === "string" &&
	"params" in guard &&
	typeof guard.params === "function"

export const guardName = (use: GuardUse): string => (typeof use === "string" ? use : use.type)
