import {
	type Actor,
	anyOf,
	coordinates,
	isOperator,
	isSystem,
	people,
	type Role,
	type Rule,
} from "./policy.ts"

export interface InvitationScope {
	role: Role
	municipalityCode: string | null
	/** True if the actor has opened the link. Only the link proves that the e-mail is theirs; their account does not. */
	holdsToken: boolean
}

/** Who may invite whom. */
/** The part of an invitation that says which role it gives, and where. */
type GivenRole = Pick<InvitationScope, "role" | "municipalityCode">

const INVITED_BY_COORDINATOR: readonly Role[] = ["school_coordinator", "expert", "group_head"]
const INVITED_BY_OPERATOR: readonly Role[] = ["municipal_coordinator", "operator"]

/** People who may give a role may also end it. */
export const invites = anyOf<GivenRole>(
	people(
		"муниципальный координатор",
		(actor, { role, municipalityCode }) =>
			INVITED_BY_COORDINATOR.includes(role) && coordinates(actor, municipalityCode),
	),
	people(
		"оператор",
		(actor, { role }) => INVITED_BY_OPERATOR.includes(role) && isOperator(actor, null, null),
	),
)

const holdsToken = people<InvitationScope>("приглашённый по ссылке", (_actor, scope) => scope.holdsToken)
const isCoordinator = people<InvitationScope>("муниципальный координатор", (actor, scope) =>
	coordinates(actor, scope.municipalityCode),
)

export const invitationPolicy = {
	read: anyOf<InvitationScope>(isCoordinator, isOperator, isSystem, holdsToken),
	send: anyOf<InvitationScope>(invites, isSystem),
	resend: invites,
	revoke: invites,
	accept: holdsToken,
	expire: isSystem,
} satisfies Record<string, Rule<InvitationScope>>

/** The roles that this person may invite. The page offers them. */
export function invitableRoles(actor: Actor, municipalityCode: string | null): Role[] {
	return [...INVITED_BY_COORDINATOR, ...INVITED_BY_OPERATOR].filter((role) =>
		invites(actor, { role, municipalityCode }, null),
	)
}
