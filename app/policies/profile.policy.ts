import { type Actor, hasRole, type Role } from "./policy.ts"

/** A municipal coordinator must give a work phone. Public schedules print it unless the coordinator switches that off. */
export const printsWorkPhone = (actor: Actor): boolean => hasRole(actor, "municipal_coordinator")

/** Teachers add and end their own jobs. Every other role is given by invitation, and people who may invite it may change it. */
export const isOwnWorkplace = ({ role }: { role: string }): boolean => role === "teacher"

/** What the registration by invitation asks. */
export interface AskedOf {
	/** A school of the invitation's municipality. */
	organisation: boolean
	/** The post, which is shown next to experts and heads of subject groups. */
	post: boolean
	/** `always`: the subject whose group the person heads. `by-post`: only if the post needs a subject. */
	subject: "always" | "by-post" | "never"
	/** The work phone, which public schedules print. */
	workPhone: boolean
}

const ASKED: Partial<Record<Role, AskedOf>> = {
	school_coordinator: { organisation: true, post: false, subject: "never", workPhone: true },
	municipal_coordinator: { organisation: false, post: false, subject: "never", workPhone: true },
	expert: { organisation: true, post: true, subject: "by-post", workPhone: false },
	group_head: { organisation: true, post: true, subject: "always", workPhone: false },
}

const NOTHING: AskedOf = { organisation: false, post: false, subject: "never", workPhone: false }

export const askedOf = (role: Role): AskedOf => ASKED[role] ?? NOTHING

/** Operators work for the whole region. Every other role is bound to a municipality. */
export const isRegional = (role: Role): boolean => role === "operator"

/** Whether this person decides how a name is declined for everybody with that name. */
export const settlesNames = (actor: Actor): boolean => hasRole(actor, "operator")
