import { prisma } from "#app/db/client.server.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import { hasRole } from "#app/policies/policy.ts"
import { numbersOn } from "#machines/rulebook/index.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"
import { type CalendarEntry, inOrder } from "./calendar-entry.ts"
import type { Collecting } from "./collecting.ts"
import { coordinatorEntries } from "./coordinator-entries.server.ts"
import { expertEntries, groupHeadEntries } from "./expert-entries.server.ts"
import { operatorEntries } from "./operator-entries.server.ts"
import { schoolEntries } from "./school-entries.server.ts"
import { teacherEntries } from "./teacher-entries.server.ts"

const COLLECTORS: Record<Role, (asked: Collecting) => Promise<CalendarEntry[]>> = {
	teacher: teacherEntries,
	school_coordinator: schoolEntries,
	municipal_coordinator: coordinatorEntries,
	expert: expertEntries,
	group_head: groupHeadEntries,
	operator: operatorEntries,
}
const ROLES = Object.keys(COLLECTORS) as Role[]

/** Nobody reads more entries than this in a calendar. */
const MOST_ENTRIES = 1000

/**
 * The entries of a person's calendar between two civil dates, both included, in one role or in all of the person's roles.
 * @param first how many of them, from the earliest
 */
export async function collectEntries({
	actor,
	from,
	to,
	role,
	first = MOST_ENTRIES,
}: {
	actor: Actor
	from: string
	to: string
	role?: Role
	first?: number
}): Promise<CalendarEntry[]> {
	const rulebook = await loadRulebook(prisma)
	const asked: Collecting = { actor, from, to, first, numbersOn: (date) => numbersOn(rulebook, date) }
	const roles = ROLES.filter((one) => hasRole(actor, one) && (role === undefined || one === role))
	const found = await Promise.all(roles.map((one) => COLLECTORS[one](asked)))
	return inOrder(found.flat().filter(({ on }) => on >= from && on <= to)).slice(0, first)
}
