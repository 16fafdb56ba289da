import type { Actor, Role } from "#app/policies/policy.ts"
import { ROLES } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"

export interface Cabinet {
	role: Role
	/** «Муниципальный координатор» */
	roleText: string
	home: string
}

/** The names of the roles as people use them, and the home address of each role. */
const CABINETS: Record<Role, { roleText: string; home: () => string }> = {
	teacher: { roleText: "Аттестуемый педагогический работник", home: paths.teacher },
	school_coordinator: { roleText: "Координатор по аттестации в ОО", home: paths.school },
	municipal_coordinator: { roleText: "Муниципальный координатор", home: paths.municipality },
	expert: { roleText: "Специалист по аттестации", home: paths.expert },
	group_head: { roleText: "Руководитель предметной группы", home: paths.group },
	operator: { roleText: "Оператор", home: paths.operator },
}

export const roleText = (role: Role): string => CABINETS[role].roleText

export const roleHome = (role: Role): string => CABINETS[role].home()

/** The cabinets of a person, one for each role, to switch between them. */
export function cabinetsOf(actor: Pick<Actor, "grants">): Cabinet[] {
	const held = new Set(actor.grants.map((grant) => grant.role))
	return ROLES.filter((role) => held.has(role)).map((role) => ({
		role,
		roleText: CABINETS[role].roleText,
		home: CABINETS[role].home(),
	}))
}

/** Work that other people wait for comes before one's own application. */
const BEGIN_WITH: readonly Role[] = [
	"operator",
	"municipal_coordinator",
	"expert",
	"school_coordinator",
	"teacher",
	"group_head",
]

/** The person's roles, in that order. */
export function rolesByWork(actor: Pick<Actor, "grants">): Role[] {
	const held = new Set(actor.grants.map((grant) => grant.role))
	return BEGIN_WITH.filter((role) => held.has(role))
}

/** Where a person begins after signing in. A person without any role begins in their profile. */
export function homeOf(actor: Pick<Actor, "grants">): string {
	const [first] = rolesByWork(actor)
	return first ? CABINETS[first].home() : paths.profile()
}
