export const ROLES = [
	"teacher",
	"school_coordinator",
	"municipal_coordinator",
	"expert",
	"group_head",
	"operator",
] as const
export type Role = (typeof ROLES)[number]

/** One role of a person, with the place to which it is bound. */
export interface Grant {
	role: Role
	municipalityCode: string | null
	organisationId: string | null
	subjectId: string | null
}

/** The person who acts. The system sends events that fall due and events that are a part of another subject's event. */
export interface Actor {
	kind: "person" | "system"
	/** Empty for the system. */
	id: string
	username: string
	fullName: string
	grants: readonly Grant[]
}

/** The subject groups that a person heads, each in its municipality. */
export const groupsOf = ({
	grants,
}: Pick<Actor, "grants">): { municipalityCode: string; subjectId: string }[] =>
	grants.flatMap(({ role, municipalityCode, subjectId }) =>
		role === "group_head" && municipalityCode && subjectId ? [{ municipalityCode, subjectId }] : [],
	)

export const SYSTEM: Actor = { kind: "system", id: "", username: "", fullName: "Система", grants: [] }

/** The words for one kind of people that a rule admits. Drawings show them next to an event. */
export interface Party {
	/** «педагог». Empty in a rule that is only a condition on other people. */
	who: string
	/** Conditions that must also hold, each as part of a sentence. */
	given: readonly string[]
	/** The event of another subject of which this event is a part. Nobody sends it by hand. */
	cause?: string
}

/** Nobody acts on their own application as coordinator, expert or operator. */
export const NOT_ONES_OWN = "не по своему заявлению"

/**
 * Decides whether an actor may do something to a subject. A rule is pure: it reads no database and no state. `cause` names the
 * event of another subject of which this event is a part. Every rule is made of the parts below, which carry their words, so what
 * a drawing says and what the server decides cannot differ.
 */
export interface Rule<Scope> {
	(actor: Actor, scope: Scope, cause: string | null): boolean
	readonly parties: readonly Party[]
	/** What to tell a refused person whom only a condition keeps out. Undefined if the rule admits other people, or this one. */
	why(actor: Actor, scope: Scope, cause: string | null): string | undefined
}

type Decision<Scope> = (actor: Actor, scope: Scope, cause: string | null) => boolean

const rule = <Scope>(
	decide: Decision<Scope>,
	parties: readonly Party[],
	why: Rule<Scope>["why"] = () => undefined,
): Rule<Scope> =>
	Object.assign((actor: Actor, scope: Scope, cause: string | null) => decide(actor, scope, cause), {
		parties,
		why,
	})

/** A rule that admits one kind of people. */
export const people = <Scope = unknown>(who: string, decide: Decision<Scope>): Rule<Scope> =>
	rule(decide, [{ who, given: [] }])

/** A condition on the people whom another rule admits. `otherwise` tells them why they are refused. */
export const provided = <Scope = unknown>(
	given: string,
	decide: Decision<Scope>,
	otherwise?: string,
): Rule<Scope> =>
	rule(decide, [{ who: "", given: [given] }], (...asked) => (decide(...asked) ? undefined : otherwise))

export const anyOf = <Scope>(...rules: readonly Rule<Scope>[]): Rule<Scope> =>
	rule(
		(actor, scope, cause) => rules.some((one) => one(actor, scope, cause)),
		rules.flatMap(({ parties }) => parties),
		(...asked) => {
			if (rules.some((one) => one(...asked))) return undefined
			return rules.map((one) => one.why(...asked)).find((words) => words !== undefined)
		},
	)

export const allOf = <Scope>(...rules: readonly Rule<Scope>[]): Rule<Scope> =>
	rule(
		(actor, scope, cause) => rules.every((one) => one(actor, scope, cause)),
		rules.reduce<Party[]>(
			(sofar, { parties }) => sofar.flatMap((one) => parties.map((other) => both(one, other))),
			[{ who: "", given: [] }],
		),
		(...asked) => {
			const words = rules.filter((one) => !one(...asked)).map((one) => one.why(...asked))
			return words.includes(undefined) ? undefined : words[0]
		},
	)

const both = (one: Party, other: Party): Party => ({
	...one,
	...other,
	who: [one.who, other.who].filter(Boolean).join(", "),
	given: [...new Set([...one.given, ...other.given])],
})

/** Applies a rule of another subject to the part of this scope that it reads. */
export const asking = <Scope, Part>(
	about: Rule<Part>,
	part: (scope: Scope, cause: string | null) => Part,
): Rule<Scope> =>
	rule(
		(actor, scope, cause) => about(actor, part(scope, cause), cause),
		about.parties,
		(actor, scope, cause) => about.why(actor, part(scope, cause), cause),
	)

export const nobody: Rule<unknown> = rule(() => false, [])
export const isTeacher = people("педагог", (actor) => hasRole(actor, "teacher"))
export const isSystem = people("система", (actor) => actor.kind === "system")
export const isOperator = people("оператор", (actor) => hasRole(actor, "operator"))

/** Admits an event only as a part of this other event, whoever sends the other one. */
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
