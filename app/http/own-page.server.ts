import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import {
	choicesOf,
	chooseApplication,
	ownApplications,
} from "#app/domain/application/overview/teacher-applications.view.server.ts"
import { raise } from "#app/utils/http/http.server.ts"
import type { NextStep } from "#machines/application/application.stages.ts"

/**
 * For a page of the teacher's cabinet: the teacher, and which of their applications the page shows.
 * @param first the steps that the page serves, used if the address names no application
 */
export async function ownPage(request: Request, first?: readonly NextStep[]) {
	const actor = await requireRole(request, "teacher")
	const { searchParams, pathname, search } = new URL(request.url)
	const own = await ownApplications(actor)
	try {
		const chosen = chooseApplication(own, searchParams.get("application"), first)
		return { actor, now: now(), chosen, choices: choicesOf(own, chosen), here: pathname + search }
	} catch (error) {
		return raise(error)
	}
}
