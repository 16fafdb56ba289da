import { roleText } from "#app/auth/cabinets.ts"
import { allOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { type ApplicationScope, applicationPolicy } from "#app/policies/application.policy.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import type { JournalRow } from "#app/workflow/journal-row.ts"
import { scopeAt } from "../application.facts.server.ts"
import type { LoadedApplication } from "../application.transition.ts"
import { type Seats, seatsAfter } from "../scheduling/seats-of-moment.ts"
import { type InspectedPerson, spansOf } from "./inspection.ts"

interface Someone {
	id: string
	name: string
	blockedAt: Date | null
	engagements: {
		role: string
		municipalityCode: string | null
		organisationId: string | null
		subjectId: string | null
		from: Date
		to: Date | null
	}[]
}

interface Named {
	username: string
	surname: string
	name: string
	patronymic: string
}

/** Dates inside JSON arrive as text. */
type Stored = Omit<Someone["engagements"][number], "from" | "to"> & { from: string; to: string | null }

/** Everybody who has or had to do with an application: its teacher, its experts, and people with a role over it. */
export async function peopleAround(
	{ row }: LoadedApplication,
	journal: readonly JournalRow[],
): Promise<Someone[]> {
	const experts = seatsByStep(journal).flatMap((seats) => Object.values(seats))
	const { municipalityCode, organisationId } = row
	// Their offices are asked first: «this person or one with such an office» would be asked of everybody.
	const people = await rowsOf<Omit<Someone, "name"> & Named & { engagements: Stored[] }>(
		prisma,
		Prisma.sql`
		SELECT p."id", p."username", p."surname", p."name", p."patronymic", p."blockedAt",
			${allOf(Prisma.sql`SELECT e."role", e."municipalityCode", e."organisationId", e."subjectId", e."from", e."to"
				FROM "Engagement" e WHERE e."personId" = p."id"`)} AS "engagements"
		FROM "Person" p WHERE p."id" = ANY (ARRAY(
			SELECT unnest(${[row.teacherId, ...experts]}::text[])
			UNION SELECT e."personId" FROM "Engagement" e WHERE e."role" = 'operator'
			UNION SELECT e."personId" FROM "Engagement" e
				WHERE e."role" = 'school_coordinator' AND e."organisationId" = ${organisationId}
			UNION SELECT e."personId" FROM "Engagement" e
				WHERE e."role" IN ('municipal_coordinator', 'group_head') AND e."municipalityCode" = ${municipalityCode}))
		ORDER BY p."surname", p."name", p."id"`,
	)
	return people.map(({ engagements, ...person }) => ({
		...person,
		name: fullName(person) || person.username,
		engagements: engagements.map(({ from, to, ...grant }) => ({
			...grant,
			from: new Date(from),
			to: to === null ? null : new Date(to),
		})),
	}))
}

/** The person as an actor with the roles of that moment, or null if the person was blocked. */
export function actorAt({ id, name, blockedAt, engagements }: Someone, at: Date): Actor | null {
	if (blockedAt && blockedAt <= at) return null
	const grants = engagements
		.filter((engagement) => isHeldAt(engagement)(at))
		.map(({ role, ...place }) => ({ ...place, role: role as Role }))
	return { kind: "person", id, username: "", fullName: name, grants }
}

const isHeldAt =
	({ from, to }: { from: Date; to: Date | null }) =>
	(at: Date): boolean =>
		from <= at && (to === null || to > at)

/** Who could open the application after each step. Today's policy is applied to the state, seats and roles of that time. */
export function readersOf(
	loaded: LoadedApplication,
	{ hasGroupHeads, subjectId }: { hasGroupHeads: boolean; subjectId: string | null },
	journal: readonly JournalRow[],
	people: readonly Someone[],
): InspectedPerson[] {
	const { hasCoordinator, teacherHasAccount } = loaded.scope
	const found = { ...loaded.row, hasGroupHeads, subjectId, hasCoordinator, teacherHasAccount }
	const seats = seatsByStep(journal)
	const steps = journal.map(({ at, to }, index) => ({
		at,
		scope: scopeAt(found, to, Object.values(seats[index] ?? {})),
	}))
	return people.flatMap((person) => {
		const spans = spansOf(journal, (index) => mayRead(person, steps[index]))
		if (spans.length === 0) return []
		return [{ id: person.id, name: person.name, role: roleIn(person, loaded.row.teacherId, steps), spans }]
	})
}

/** One moment in the life of the application, as the policy reads it. */
interface Step {
	at: Date
	scope: ApplicationScope
}

function mayRead(person: Someone, step: Step | undefined): boolean {
	if (!step) return false
	const actor = actorAt(person, step.at)
	return actor !== null && applicationPolicy.read(actor, step.scope, null)
}

function seatsByStep(journal: readonly JournalRow[]): Seats[] {
	let seats: Seats = {}
	return journal.map(({ event, data }) => {
		seats = seatsAfter(seats, event, data)
		return seats
	})
}

/** The roles through which this person could read the application at some moment. Each role is tried alone. */
function roleIn(person: Someone, teacherId: string, steps: readonly Step[]): string {
	if (person.id === teacherId) return roleText("teacher")
	const roles = person.engagements
		.filter((engagement) => steps.some((step) => mayRead({ ...person, engagements: [engagement] }, step)))
		.map(({ role }) => roleText(role as Role))
	return [...new Set(roles)].join(", ")
}
