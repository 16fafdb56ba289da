import { type Db, prisma } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import type { Role } from "#app/policies/policy.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { leafStates, transitionsFor } from "#machines/structure.ts"

export interface HeldRole {
	personId: string
	role: Role
	municipalityCode: string | null
	organisationId: string | null
}

/** An application on which an expert has a seat that another expert can still take. */
export interface OpenSeat {
	applicationId: string
	seat: number
	state: string
	periodId: string | null
	/** Both seats, as they are now. */
	experts: string[]
	fullName: string
}

/** The work that a person leaves behind when a role ends. */
export interface OpenWork {
	seats: OpenSeat[]
	/** Sentences about work that belongs to the office, not to the person. */
	notes: string[]
}

const states = (event: string): string[] =>
	leafStates(applicationLifecycle.machine).filter(
		(state) => transitionsFor(applicationLifecycle.machine, state, event).length > 0,
	)

/**
 * The event that gives a seat to another expert. Before the approval the schedule is filled in again; afterwards the expert
 * is replaced.
 */
export const handingOver = (state: string): "expert.replace" | "schedule.assign" =>
	REPLACEABLE.includes(state) ? "expert.replace" : "schedule.assign"

const REPLACEABLE = states("expert.replace")
const OPEN = [...new Set([...REPLACEABLE, ...states("schedule.assign")])]

/** Roles whose work belongs to the person. The work of other roles belongs to the office. */
const WITH_SEATS: ReadonlySet<Role> = new Set<Role>(["expert"])

/** Who continues the work if nobody else has the role. */
const GOES_ON: Readonly<Partial<Record<Role, string>>> = {
	municipal_coordinator: "Другого координатора в муниципалитете нет: его работу ведут операторы.",
	school_coordinator: "Другого координатора в организации нет: педагогам помогает муниципальный координатор.",
}
const NOBODY = "Больше никто этой роли не имеет. Сначала пригласите того, кто продолжит работу."

export async function openWorkOf(db: Db, held: HeldRole): Promise<OpenWork> {
	if (WITH_SEATS.has(held.role))
		return { seats: await openSeats(db, held.personId, held.municipalityCode), notes: [] }
	return { seats: [], notes: [await othersOf(held)] }
}

async function openSeats(db: Db, expertId: string, municipalityCode: string | null): Promise<OpenSeat[]> {
	const seats = await db.seat.findMany({
		where: {
			expertId,
			application: { state: { in: OPEN }, ...(municipalityCode && { municipalityCode }) },
		},
		select: {
			seat: true,
			application: {
				select: {
					id: true,
					state: true,
					fullName: true,
					schedule: { select: { periodId: true } },
					seats: { select: { seat: true, expertId: true }, orderBy: { seat: "asc" } },
				},
			},
		},
		orderBy: [{ application: { fullName: "asc" } }, { applicationId: "asc" }],
	})
	return seats.map(({ seat, application: { id, schedule, seats: both, ...application } }) => ({
		...application,
		applicationId: id,
		seat,
		periodId: schedule?.periodId ?? null,
		experts: both.map((one) => one.expertId),
	}))
}

/** An office's applications wait for the people who hold the role. This says who they will be. */
async function othersOf({ personId, role, municipalityCode, organisationId }: HeldRole): Promise<string> {
	const others = await prisma.person.findMany({
		where: {
			NOT: { id: personId },
			blockedAt: null,
			// An operator has no place: both codes are null.
			engagements: { some: { role, to: null, municipalityCode, organisationId } },
		},
		select: { surname: true, name: true, patronymic: true },
		orderBy: [{ surname: "asc" }, { name: "asc" }],
		take: MOST_NAMED,
	})
	if (others.length > 0) return `Открытую работу видят и дальше ведут: ${others.map(fullName).join("; ")}.`
	return GOES_ON[role] ?? NOBODY
}

const MOST_NAMED = 5
