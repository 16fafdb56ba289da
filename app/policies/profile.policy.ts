import { type Actor, hasRole, type Role } from "./policy.ts"

/** The coordinator's work phone is printed in public schedules, so it may not be empty. */
export const printsWorkPhone = (actor: Actor): boolean => hasRole(actor, "municipal_coordinator")

/** Jobs that their owner adds and ends; every other role comes by invitation and is changed by who may invite it. */
export const isOwnWorkplace = ({ role }: { role: string }): boolean => role === "teacher"

/** What the registration behind an invitation asks for. */
export interface AskedOf {
	/** A school, picked within the invitation's municipality. */
	organisation: boolean
	/** Experts and heads of subject groups are shown with their post. */
	post: boolean
	/** `always`: the subject whose group the person leads; `by-post`: where the post says nothing without it. */
	subject: "always" | "by-post" | "never"
	/** Printed in public schedules. */
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

/** Operators serve the whole region; every other role is bound to a municipality. */
export const isRegional = (role: Role): boolean => role === "operator"

/** Whose answer about the declension of a word holds for everybody of that name. */
export const settlesNames = (actor: Actor): boolean => hasRole(actor, "operator")
