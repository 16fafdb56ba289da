import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { type NextStep, stageOf } from "#machines/application/application.stages.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, shortOf, statesTagged, type TagOf } from "#machines/lifecycle.ts"

/** One of the teacher's own applications, to choose from. */
export interface OwnApplication {
	id: string
	state: string
	short: string
	/** «учитель математики, МАОУ СОШ № 901» */
	title: string
	positionCode: string
	active: boolean
	/** What the teacher does next; null for a stored state that the machine does not know. */
	next: NextStep | null
}

/** The teacher's own applications, newest first. */
export async function ownApplications(actor: Actor): Promise<OwnApplication[]> {
	const rows = await prisma.application.findMany({
		where: { teacherId: actor.id },
		orderBy: [{ createdAt: "desc" }, { id: "desc" }],
		select: {
			id: true,
			state: true,
			subjectGenitive: true,
			positionCode: true,
			position: { select: { nominative: true } },
			organisation: { select: { name: true } },
		},
	})
	return rows.map(({ id, state, subjectGenitive, positionCode, position, organisation }) => ({
		id,
		state,
		positionCode,
		short: shortOf(applicationLifecycle, state),
		title: `${[position.nominative, subjectGenitive].filter(Boolean).join(" ")}, ${organisation.name}`,
		active: tagged(state, "active"),
		next: stageOf(state)?.next ?? null,
	}))
}

/** What only the teacher can do, the most urgent first. Other people wait for a signature, but nobody waits for an empty draft. */
const YOUR_MOVE: readonly NextStep[] = ["sign", "revise", "submit", "fill"]

/**
 * The application that a page of the teacher's cabinet shows. It is the one named in the address. Otherwise, among the open
 * ones, it is the one whose next step is earliest in `first`, and the newest of those. If none is open, it is the newest.
 * @throws DomainError not-found when the address names another person's application
 */
export function chooseApplication(
	own: readonly OwnApplication[],
	wanted: string | null,
	first: readonly NextStep[] = YOUR_MOVE,
): OwnApplication | null {
	if (wanted) {
		const named = own.find(({ id }) => id === wanted)
		if (!named) throw notFound()
		return named
	}
	for (const step of first) {
		const found = own.find(({ next }) => next === step)
		if (found) return found
	}
	return own.find((one) => one.active) ?? own[0] ?? null
}

/** The applications to switch between: all open ones, and the one that is shown. */
export const choicesOf = (
	own: readonly OwnApplication[],
	chosen: OwnApplication | null,
): OwnApplication[] => {
	const choices = own.filter((one) => one.active || one.id === chosen?.id)
	return choices.length > 1 ? choices : []
}

/** A workplace for which the teacher can create an application now. */
export interface Beginning {
	positionCode: string
	value: string
	label: string
	note: string
}

const ACTIVE = statesTagged(applicationLifecycle, "active")
const TEACHER = "teacher"

/** The teacher's workplaces without an active application for the position: a position has at most one. */
export async function beginnings(actor: Actor): Promise<Beginning[]> {
	const [places, active] = await Promise.all([
		prisma.engagement.findMany({
			where: { personId: actor.id, role: TEACHER, to: null, positionCode: { not: null } },
			orderBy: { from: "asc" },
			select: {
				id: true,
				positionCode: true,
				position: { select: { nominative: true } },
				subject: { select: { genitive: true } },
				organisation: { select: { name: true } },
			},
		}),
		prisma.application.findMany({
			where: { teacherId: actor.id, state: { in: ACTIVE } },
			select: { positionCode: true },
		}),
	])
	const taken = new Set(active.map(({ positionCode }) => positionCode))
	return places
		.filter(({ positionCode }) => positionCode !== null && !taken.has(positionCode))
		.map(({ id, positionCode, position, subject, organisation }) => ({
			positionCode: positionCode ?? "",
			value: id,
			label: [position?.nominative, subject?.genitive].filter(Boolean).join(" "),
			note: organisation?.name ?? "",
		}))
}

const tagged = (state: string, tag: TagOf<typeof applicationLifecycle>) =>
	isTagged(applicationLifecycle, state, tag)
