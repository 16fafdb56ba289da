export const ROLES = [
	"teacher",
	"school_coordinator",
	"municipal_coordinator",
	"expert",
	"group_head",
	"operator",
] as const
export type Role = (typeof ROLES)[number]

/** One role of a person, with the place it is bound to. */
export interface Grant {
	role: Role
	municipalityCode: string | null
	organisationId: string | null
	subjectId: string | null
}

/** Who acts. The system itself sends what falls due and what one event brings about in another subject. */
export interface Actor {
	kind: "person" | "system"
	/** Empty for the system. */
	id: string
	username: string
	fullName: string
	grants: readonly Grant[]
}

export const SYSTEM: Actor = { kind: "system", id: "", username: "", fullName: "Система", grants: [] }

/** One kind of people that a rule lets in, in words: what the drawings of the machines say beside an event. */
export interface Party {
	/** «педагог»; empty in a rule that only asks a condition of others. */
	who: string
	/** What must hold besides, each a part of a sentence. */
	given: readonly string[]
	/** Nobody sends it by hand: it is a part of this event of another subject. */
	cause?: string
}

/** Nobody acts on their own application as coordinator, specialist or operator. */
export const NOT_ONES_OWN = "не по своему заявлению"

/**
 * May this actor do it to this subject? Pure: no database, no states. `cause` names the event of another subject that
 * brings this one about, for events that nobody sends by hand. Every rule is made of the parts below, which carry their
 * words with them: what a drawing says and what the server decides come from one place.
 */
export interface Rule<Scope> {
	(actor: Actor, scope: Scope, cause: string | null): boolean
	readonly parties: readonly Party[]
}

type Decision<Scope> = (actor: Actor, scope: Scope, cause: string | null) => boolean

const rule = <Scope>(decide: Decision<Scope>, parties: readonly Party[]): Rule<Scope> =>
	Object.assign((actor: Actor, scope: Scope, cause: string | null) => decide(actor, scope, cause), {
		parties,
	})

/** A kind of people. */
export const people = <Scope = unknown>(who: string, decide: Decision<Scope>): Rule<Scope> =>
	rule(decide, [{ who, given: [] }])

/** A condition on people that another rule names. */
export const provided = <Scope = unknown>(given: string, decide: Decision<Scope>): Rule<Scope> =>
	rule(decide, [{ who: "", given: [given] }])

export const anyOf = <Scope>(...rules: readonly Rule<Scope>[]): Rule<Scope> =>
	rule(
		(actor, scope, cause) => rules.some((one) => one(actor, scope, cause)),
		rules.flatMap(({ parties }) => parties),
	)

export const allOf = <Scope>(...rules: readonly Rule<Scope>[]): Rule<Scope> =>
	rule(
		(actor, scope, cause) => rules.every((one) => one(actor, scope, cause)),
		rules.reduce<Party[]>(
			(sofar, { parties }) => sofar.flatMap((one) => parties.map((other) => both(one, other))),
			[{ who: "", given: [] }],
		),
	)

const both = (one: Party, other: Party): Party => ({
	...one,
	...other,
	who: [one.who, other.who].filter(Boolean).join(", "),
	given: [...new Set([...one.given, ...other.given])],
})

/** A rule about another subject, asked about the part of this one that it reads. */
export const asking = <Scope, Part>(
	about: Rule<Part>,
	part: (scope: Scope, cause: string | null) => Part,
): Rule<Scope> => rule((actor, scope, cause) => about(actor, part(scope, cause), cause), about.parties)

export const nobody: Rule<unknown> = rule(() => false, [])
export const isTeacher = people("педагог", (actor) => hasRole(actor, "teacher"))
export const isSystem = people("система", (actor) => actor.kind === "system")
export const isOperator = people("оператор", (actor) => hasRole(actor, "operator"))

/** Only as a part of another subject's event: «only from the withdrawal's registration». */
export const onlyFrom = (event: string): Rule<unknown> =>
	rule((_actor, _scope, cause) => cause === event, [{ who: "", given: [], cause: event }])

export const hasRole = (actor: Actor, role: Role): boolean =>
	actor.grants.some((grant) => grant.role === role)

export const coordinates = (actor: Actor, municipalityCode: string | null): boolean =>
	municipalityCode !== null &&
	actor.grants.some(
		(grant) => grant.role === "municipal_coordinator" && grant.municipalityCode === municipalityCode,
	)

export const municipalitiesOf = (actor: Actor): string[] => [
	...new Set(
		actor.grants.flatMap((grant) =>
			grant.role === "municipal_coordinator" && grant.municipalityCode ? [grant.municipalityCode] : [],
		),
	),
]

export const organisationsOf = (actor: Actor): string[] => [
	...new Set(
		actor.grants.flatMap((grant) =>
			grant.role === "school_coordinator" && grant.organisationId ? [grant.organisationId] : [],
		),
	),
]
