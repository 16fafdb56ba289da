import { invites } from "./invitation.policy.ts"
import { allOf, anyOf, asking, isOperator, people, provided, type Role, type Rule } from "./policy.ts"

export interface AccountScope {
	personId: string
}

/** Nobody can block their own account, so at least one operator always remains. */
const notOneself = provided<AccountScope>("не себя", (actor, { personId }) => actor.id !== personId)

/** A person with the roles that they have now. */
export interface HelpedScope extends AccountScope {
	roles: readonly string[]
}

const noOperator = provided<HelpedScope>("не оператору", (_actor, { roles }) => !roles.includes("operator"))

/** A role that a person has, with its place. */
export interface HeldRoleScope extends AccountScope {
	role: Role
	municipalityCode: string | null
}

/** Teachers end their own jobs in the profile. Nobody else adds or ends those. */
const isGiven = provided<HeldRoleScope>(
	"роль, которую дают по приглашению",
	(_actor, { role }) => role !== "teacher",
)
const another = provided<HeldRoleScope>("не себе", (actor, { personId }) => actor.id !== personId)

/** A person with all current roles and their places. */
export interface HeldAccountScope extends AccountScope {
	held: readonly { role: Role; municipalityCode: string | null }[]
}

/**
 * Nobody may change the address of a person with more rights than their own. Teachers' jobs do not count: nobody gives
 * them, and most experts have one.
 */
const givesAllTheirRoles = people<HeldAccountScope>("тот, кто приглашает", (actor, { held }) => {
	const given = held.filter(({ role }) => role !== "teacher")
	return given.length > 0 && given.every((role) => invites(actor, role, null))
})
const anothersAccount = provided<HeldAccountScope>("не себе", (actor, { personId }) => actor.id !== personId)

export const rolePolicy = {
	end: allOf<HeldRoleScope>(
		anyOf<HeldRoleScope>(
			asking(invites, ({ role, municipalityCode }) => ({ role, municipalityCode })),
			isOperator,
		),
		isGiven,
		another,
	),
	/** A6: an operator finds anybody, a coordinator only people whom the municipality has invited. */
	find: people<HeldRoleScope>(
		"оператор или тот, кто приглашает",
		(actor, { role, municipalityCode }) =>
			isOperator(actor, null, null) || invites(actor, { role, municipalityCode }, null),
	),
} satisfies Record<string, Rule<HeldRoleScope>>

/** The roles that can read and decide most. The settings may require a second step of signing in for them. */
const WITH_SECOND_FACTOR: readonly string[] = ["operator", "municipal_coordinator"] satisfies Role[]

export const needsSecondFactor = (roles: readonly string[]): boolean =>
	roles.some((role) => WITH_SECOND_FACTOR.includes(role))

/** The roles that remain for a person who has not set up a required second step. */
export const grantsWithout = <Held extends { role: string }>(grants: readonly Held[]): Held[] =>
	grants.filter(({ role }) => !WITH_SECOND_FACTOR.includes(role))

export const accountPolicy = {
	block: allOf<AccountScope>(isOperator, notOneself),
	unblock: allOf<AccountScope>(isOperator, notOneself),
	/** Asked for each of the two accounts. */
	merge: allOf<AccountScope>(isOperator, notOneself),
	/** For a person who has lost the phone and the recovery codes. */
	resetSecondFactor: allOf<AccountScope>(isOperator, notOneself),
} satisfies Record<string, Rule<AccountScope>>

/** A6, O8: an operator looks after every account, a coordinator after those of people whom the municipality invites. */
export const accountCarePolicy = {
	correctEmail: allOf<HeldAccountScope>(anyOf(isOperator, givesAllTheirRoles), anothersAccount),
	endSessions: allOf<HeldAccountScope>(anyOf(isOperator, givesAllTheirRoles), anothersAccount),
} satisfies Record<string, Rule<HeldAccountScope>>

/** «Войти как … для помощи»: an operator's pages are never opened this way. */
export const helpPolicy = {
	help: allOf<HelpedScope>(isOperator, notOneself, noOperator),
} satisfies Record<string, Rule<HelpedScope>>

/** Whom the owner of a blocked account asks, in the dative. Only operators open accounts; a coordinator passes a teacher's request on. */
export function whoOpensAccount(roles: readonly string[]): string {
	if (roles.includes("operator")) return "другому оператору регионального центра"
	return roles.includes("municipal_coordinator")
		? "оператору регионального центра"
		: "координатору по аттестации"
}
