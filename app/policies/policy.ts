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

/**
 * May this actor do it to this subject? Pure: no database, no states. `cause` names the event of another subject that
 * brings this one about, for events that nobody sends by hand.
 */
export type Rule<Scope> = (actor: Actor, scope: Scope, cause: string | null) => boolean

export const anyOf =
	<Scope>(...rules: readonly Rule<Scope>[]): Rule<Scope> =>
	(actor, scope, cause) =>
		rules.some((rule) => rule(actor, scope, cause))

export const allOf =
	<Scope>(...rules: readonly Rule<Scope>[]): Rule<Scope> =>
	(actor, scope, cause) =>
		rules.every((rule) => rule(actor, scope, cause))

export const nobody: Rule<unknown> = () => false
export const isSystem: Rule<unknown> = (actor) => actor.kind === "system"
export const isOperator: Rule<unknown> = (actor) => hasRole(actor, "operator")

/** Only as a part of another subject's event: «only from the withdrawal's registration». */
export const onlyFrom =
	(event: string): Rule<unknown> =>
	(_actor, _scope, cause) =>
		cause === event

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
