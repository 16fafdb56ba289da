import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import { counted } from "#app/utils/russian.ts"
import { foresee } from "#app/workflow/foresee.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import {
	countLetters,
	type ForeseenApplication,
	foreseeApplications,
} from "../application/foresee-applications.server.ts"
import type { BatchPlan, BatchWords, PlannedItem } from "../batch/batch.ts"
import { scheduleSubject } from "./schedule.subject.server.ts"

const UNAPPROVED = statesTagged(applicationLifecycle, "unapproved")

export type ScheduleEventName = "schedule.close" | "schedule.reopen" | "schedule.approve"

interface Listed {
	id: string
	version: number
	fullName: string
	scheduleId: string | null
}

/**
 * A preview of one event for several schedules: the teachers in each, who gets which letter, and which schedules are left
 * out.
 * @throws DomainError not-found when the person may not see them
 */
export async function planSchedules({
	actor,
	event,
	which,
	input,
	words,
	now,
}: {
	actor: Actor
	event: ScheduleEventName
	which: { periodId: string } | { id: string }
	input: Record<string, unknown>
	words: Omit<BatchWords, "letters" | "units">
	now: Date
}): Promise<BatchPlan> {
	const schedules = await prisma.schedule.findMany({
		where: which,
		orderBy: { municipality: { sortOrder: "asc" } },
		select: { id: true, municipality: { select: { name: true } } },
	})
	const inThem = await prisma.application.findMany({
		where: { scheduleId: { in: schedules.map(({ id }) => id) }, state: { in: UNAPPROVED } },
		orderBy: [{ searchName: "asc" }, { id: "asc" }],
		select: { id: true, version: true, fullName: true, scheduleId: true },
	})
	const foreseen =
		event === "schedule.approve" ? await foreseeApproval(actor, inThem, now) : new Map<string, never>()
	const items: PlannedItem[] = []
	for (const { id, municipality } of schedules) {
		const listed = inThem.filter(({ scheduleId }) => scheduleId === id)
		items.push(await planOne({ actor, event, id, name: municipality.name, input, listed, foreseen, now }))
	}
	if (items.length === 0) throw notFound()
	const sent = items
		.filter(({ obstacles }) => obstacles.length === 0)
		.flatMap(({ seen = {} }) => Object.keys(seen))
	const letters = countLetters(sent.flatMap((id) => foreseen.get(id)?.letters ?? []))
	return { words: { ...words, letters, units: ["график", "графика", "графиков"] }, items }
}

/** Approving a schedule approves each application in it and sends the letters about it. */
const foreseeApproval = (actor: Actor, listed: readonly Listed[], now: Date) =>
	foreseeApplications({
		actor,
		event: "schedule.approve",
		cause: "schedule.approve",
		orders: new Map(listed.map(({ id }) => [id, {}])),
		now,
	})

async function planOne({
	actor,
	event,
	id,
	name,
	input,
	listed,
	foreseen,
	now,
}: {
	actor: Actor
	event: ScheduleEventName
	id: string
	name: string
	input: Record<string, unknown>
	listed: readonly Listed[]
	foreseen: ReadonlyMap<string, ForeseenApplication>
	now: Date
}): Promise<PlannedItem> {
	const loaded = await scheduleSubject.load(prisma, id, now)
	if (!loaded) throw notFound()
	let obstacles: readonly string[] = []
	let rules: readonly RuleMention[] = []
	try {
		await foresee({ actor, subject: "schedule", id, event, input, now, loaded })
	} catch (error) {
		if (!(error instanceof DomainError) || error.code === "not-found" || error.code === "forbidden")
			throw error
		obstacles = error.reasons.length > 0 ? error.reasons : [error.message]
		rules = error.rules
	}
	const letters = countLetters(listed.flatMap((one) => foreseen.get(one.id)?.letters ?? []))
	const approves = event === "schedule.approve"
	return {
		subject: "schedule",
		id,
		version: loaded.row.version,
		event,
		input,
		// A schedule that is being filled in changes all the time. Closing it does not depend on who is in it, so no versions are compared.
		seen: approves ? Object.fromEntries(listed.map((one) => [one.id, one.version])) : {},
		shown: {
			name,
			lines: linesOf(listed, approves ? [] : loaded.facts.withoutTwoExperts),
			letters: letters.map(({ label, count }) => `${label}, ${count}`),
		},
		obstacles,
		rules,
	}
}

function linesOf(listed: readonly Listed[], lacking: readonly string[]): string[] {
	if (listed.length === 0) return ["Заявлений нет"]
	const count = counted(listed.length, ["заявление", "заявления", "заявлений"])
	return [
		`${count}: ${listed.map(({ fullName }) => fullName).join(", ")}`,
		...(lacking.length > 0 ? [`Без двух специалистов: ${lacking.join(", ")}`] : []),
	]
}
