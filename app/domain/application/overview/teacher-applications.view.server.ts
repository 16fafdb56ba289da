import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { onceInRequest } from "#app/utils/request-scope.server.ts"
import { type NextStep, stageOf } from "#machines/application/application.stages.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, shortOf, statesTagged, type TagOf } from "#machines/lifecycle.ts"
import { NAMES_THEN } from "../../reference/names-then.server.ts"

/** Where somebody works. */
export interface PlaceOfWork {
	organisationId: string | null
	municipalityCode: string | null
}

/** One of the teacher's own applications, to choose from. */
export interface OwnApplication {
	id: string
	state: string
	short: string
	/** «учитель математики, МАОУ СОШ № 901» */
	title: string
	positionCode: string
	workplace: PlaceOfWork
	active: boolean
	/** What the teacher does next; null for a stored state that the machine does not know. */
	next: NextStep | null
}

/** The teacher's own applications, newest first. */
export const ownApplications = (actor: Actor): Promise<OwnApplication[]> =>
	onceInRequest(`own applications of ${actor.id}`, () => loadOwnApplications(actor))

type OwnRow = Pick<OwnApplication, "id" | "state" | "positionCode" | "workplace"> & {
	position: string
	subjectGenitive: string | null
	organisation: string
}

async function loadOwnApplications(actor: Actor): Promise<OwnApplication[]> {
	const rows = await rowsOf<OwnRow>(
		prisma,
		Prisma.sql`
		SELECT a."id", a."state", a."positionCode", a."subjectGenitive", ${NAMES_THEN.position} AS "position",
			${NAMES_THEN.organisation} AS "organisation", jsonb_build_object('organisationId', a."organisationId", 'municipalityCode', a."municipalityCode") AS "workplace"
		FROM "Application" a
		JOIN "Position" p ON p."code" = a."positionCode"
		JOIN "Organisation" o ON o."id" = a."organisationId"
		WHERE a."teacherId" = ${actor.id}
		ORDER BY a."createdAt" DESC, a."id" DESC`,
	)
	return rows.map(({ position, subjectGenitive, organisation, ...row }) => ({
		...row,
		short: shortOf(applicationLifecycle, row.state),
		title: `${[position, subjectGenitive].filter(Boolean).join(" ")}, ${organisation}`,
		active: tagged(row.state, "active"),
		next: stageOf(row.state)?.next ?? null,
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
	const places = await rowsOf<{
		id: string
		positionCode: string
		position: string
		subject: string | null
		organisation: string | null
	}>(
		prisma,
		Prisma.sql`
		SELECT e."id", e."positionCode", p."nominative" AS "position", s."genitive" AS "subject", o."name" AS "organisation"
		FROM "Engagement" e
		JOIN "Position" p ON p."code" = e."positionCode"
		LEFT JOIN "Subject" s ON s."id" = e."subjectId"
		LEFT JOIN "Organisation" o ON o."id" = e."organisationId"
		WHERE e."personId" = ${actor.id} AND e."role" = ${TEACHER} AND e."to" IS NULL
			AND NOT EXISTS (SELECT FROM "Application" a WHERE a."teacherId" = e."personId"
				AND a."positionCode" = e."positionCode" AND a."state" = ANY (${ACTIVE}))
		ORDER BY e."from"`,
	)
	return places.map(({ id, positionCode, position, subject, organisation }) => ({
		positionCode,
		value: id,
		label: [position, subject].filter(Boolean).join(" "),
		note: organisation ?? "",
	}))
}

const tagged = (state: string, tag: TagOf<typeof applicationLifecycle>) =>
	isTagged(applicationLifecycle, state, tag)
