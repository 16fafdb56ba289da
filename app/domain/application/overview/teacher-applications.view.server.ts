import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, shortOf, statesTagged, type TagOf } from "#machines/lifecycle.ts"

/** One of the teacher's own applications, to choose from. */
export interface OwnApplication {
	id: string
	state: string
	short: string
	/** «учитель математики, МАОУ СОШ № 901» */
	title: string
	active: boolean
	draft: boolean
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
			position: { select: { nominative: true } },
			organisation: { select: { name: true } },
		},
	})
	return rows.map(({ id, state, subjectGenitive, position, organisation }) => ({
		id,
		state,
		short: shortOf(applicationLifecycle, state),
		title: `${[position.nominative, subjectGenitive].filter(Boolean).join(" ")}, ${organisation.name}`,
		active: tagged(state, "active"),
		draft: tagged(state, "draft"),
	}))
}

/**
 * The application that a page of the teacher's cabinet shows: the one named in the address, else the newest that has not
 * ended (a draft first if the page is about filling in), else the newest.
 * @throws DomainError not-found when the address names another person's application
 */
export function chooseApplication(
	own: readonly OwnApplication[],
	wanted: string | null,
	{ draftFirst = false } = {},
): OwnApplication | null {
	if (wanted) {
		const named = own.find(({ id }) => id === wanted)
		if (!named) throw notFound()
		return named
	}
	const draft = draftFirst ? own.find((one) => one.draft) : undefined
	return draft ?? own.find((one) => one.active) ?? own[0] ?? null
}

/** The applications to switch between: all that have not ended, and the one that is shown. */
export const choicesOf = (
	own: readonly OwnApplication[],
	chosen: OwnApplication | null,
): OwnApplication[] => {
	const choices = own.filter((one) => one.active || one.id === chosen?.id)
	return choices.length > 1 ? choices : []
}

/** A workplace for which the teacher can create an application now. */
export interface Beginning {
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
		.map(({ id, position, subject, organisation }) => ({
			value: id,
			label: [position?.nominative, subject?.genitive].filter(Boolean).join(" "),
			note: organisation?.name ?? "",
		}))
}

const tagged = (state: string, tag: TagOf<typeof applicationLifecycle>) =>
	isTagged(applicationLifecycle, state, tag)
