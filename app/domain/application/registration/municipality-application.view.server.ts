import { prisma } from "#app/db/client.server.ts"
import { undeliveredAbout } from "#app/letters/undelivered.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { REJECTION_REASONS } from "#prisma/data/index.ts"
import { twinsOf } from "../../person/second-account.server.ts"
import { viewApplication } from "../application.view.server.ts"
import { examinedOf } from "./examined-view.ts"
import { placeInRegistration } from "./place-in-registration.server.ts"
import { checksOf } from "./registration-check.ts"
import { type RegistrationQuery, RegistrationQuerySchema } from "./registration-query.ts"

const ALL_THAT_WAIT = RegistrationQuerySchema.parse({})

/**
 * One application for its coordinator: the checks, its place in the list, and the events that can be sent.
 * @param query the filters of the list from which it was opened
 */
export async function viewForCoordinator({
	actor,
	id,
	now,
	query = ALL_THAT_WAIT,
}: {
	actor: Actor
	id: string
	now: Date
	query?: RegistrationQuery
}) {
	const view = await viewApplication({ actor, id, now })
	const examined = examinedOf(view)
	const [neighbours, nextNumber, undelivered, twins] = await Promise.all([
		placeInRegistration(view.municipalityCode, query, id, now),
		nextJournalNumber(view.municipalityCode, now),
		undeliveredAbout("application", [id]),
		twinsOf(actor, id),
	])
	return {
		view,
		events: eventsIn("municipality", "application", view.events),
		neighbours,
		nextNumber,
		undelivered: undelivered.get(id) ?? [],
		twins,
		awaits: isTagged(applicationLifecycle, view.state, "awaitsRegistration"),
		draft: isTagged(applicationLifecycle, view.state, "draft"),
		withdrawable: !view.own && isTagged(applicationLifecycle, view.state, "withdrawable"),
		withdrawalWaits: examined.withdrawalWaits,
		rejectionReasons: REJECTION_REASONS.map(({ code, title }) => ({ value: code, label: title })),
		checks: checksOf(examined),
	}
}
export type CoordinatorsApplication = Awaited<ReturnType<typeof viewForCoordinator>>

/** The number that a registration would get now. Another coordinator may take it first. */
async function nextJournalNumber(municipalityCode: string, now: Date): Promise<number> {
	const key = `applications:${municipalityCode}:${civilDate(now).slice(0, 4)}`
	const counter = await prisma.counter.findUnique({ where: { key }, select: { value: true } })
	return (counter?.value ?? 0) + 1
}
