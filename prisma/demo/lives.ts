import { prisma } from "#app/db/client.server.ts"
import { expireInvitations } from "#app/domain/invitation/expire-invitations.server.ts"
import { PREFILLED } from "#app/domain/invitation/invitation.schema.ts"
import { sendInvitation } from "#app/domain/invitation/send-invitation.server.ts"
import { closeDueSchedules } from "#app/domain/period/close-period.server.ts"
import { createPeriods } from "#app/domain/period/create-periods.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { addDays, civilDate, instantOf } from "#app/utils/civil-date.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { deadlinesOf, period, schoolYearOf } from "#machines/calendar.ts"
import { LETTER_TRIES } from "#machines/letter.machine.ts"
import { type Calendar, calendarOf } from "./calendar.ts"
import { holdSitting } from "./commission.ts"
import { DEFAULT_AGE, Life, type Plan } from "./life.ts"
import type { Cast } from "./people.ts"
import plans from "./plans.json"

const EXPERTS: Record<string, [string, string]> = {
	tomsk: ["expert1", "expert2"],
	kolpashevsky: ["expert4", "expert5"],
}
const ROSTER: Record<string, string[]> = {
	tomsk: ["expert1", "expert2", "expert3", "expert6", "expert7"],
	kolpashevsky: ["expert4", "expert5"],
}
const COORDINATORS: Record<string, string> = { tomsk: "municipal", kolpashevsky: "municipal3" }

const at = (date: string, time = "10:00") => instantOf(`${date}T${time}`)

/** Creates applications in every state through the events that people send. Everything happens before `start`. */
export async function seedLives(cast: Cast, start: Date): Promise<void> {
	const calendar = calendarOf(civilDate(start))
	await seedYears(cast, calendar)
	for (const periodId of calendar.past) await seedPeriod(cast, calendar, periodId)
	// Oldest first, so that journal numbers increase with the dates.
	const waiting = (plans.items as Plan[])
		.filter(({ period: where }) => !where || where === "open" || where === "closed")
		.sort((a, b) => (b.age ?? DEFAULT_AGE) - (a.age ?? DEFAULT_AGE))
	for (const plan of waiting) await lifeOf(cast, plan, calendar).untilNow()
	await closeDueSchedules(start)
	await seedInvitations(cast, start)
	await seedFailedLetter(start)
	await seedReturnedLetter(start)
}

async function seedYears(cast: Cast, { past, open, closed, today }: Calendar) {
	const operator = actorIn(cast, "operator")
	const early = at(addDays(today, -320))
	const years = new Set(
		[...past, open, closed].map((id) => period(id).schoolYear).concat(schoolYearOf(today)),
	)
	for (const schoolYear of years) {
		await createPeriods({ actor: operator, schoolYear, now: early })
		for (const [municipalityCode, experts] of Object.entries(ROSTER))
			await prisma.rosterEntry.createMany({
				data: experts.map((username) => ({
					expertId: actorIn(cast, username).id,
					municipalityCode,
					schoolYear,
					order: "№ 901-р",
				})),
			})
	}
}

/** Creates all applications of a period that has begun. They are created together, because a schedule is closed and approved as a whole. */
async function seedPeriod(cast: Cast, calendar: Calendar, periodId: string) {
	const { scheduleUntil, closedFrom, publishedBy } = deadlinesOf(periodId)
	const name = periodId === calendar.decided ? "decided" : "running"
	const lives = (plans.items as Plan[])
		.filter(
			(plan) => plan.period === name || (calendar.decided === calendar.running && plan.period === "running"),
		)
		.filter((plan, index, all) => all.indexOf(plan) === index)
		.map((plan) => lifeOf(cast, plan, calendar))
	for (const life of lives) await life.untilAssigned(periodId, scheduleUntil)
	await closeDueSchedules(at(closedFrom, "00:10"))
	const operator = actorIn(cast, "operator")
	const schedules = await prisma.schedule.findMany({
		where: { periodId, municipalityCode: { in: Object.keys(EXPERTS) } },
		select: { id: true },
	})
	for (const { id } of schedules)
		await dispatch({
			actor: operator,
			subject: "schedule",
			id,
			event: "schedule.approve",
			input: { orderNumber: "902-р", orderDate: publishedBy },
			now: at(publishedBy, "16:20"),
		})
	for (const life of lives) await life.afterApproval(period(periodId).startsOn)
	if (lives.some((life) => life.isDecided)) await seedSitting(cast, calendar, lives)
}

async function seedSitting(cast: Cast, { decided }: Calendar, lives: readonly Life[]) {
	const operator = actorIn(cast, "operator")
	const { decisionBy } = deadlinesOf(decided)
	const heldOn = addDays(decisionBy, -5)
	const id = await holdSitting({
		actor: operator,
		heldOn,
		orderDate: addDays(heldOn, 1),
		planned: at(addDays(heldOn, -20)),
		now: at(addDays(heldOn, 1)),
	})
	for (const life of lives) await life.decide(id, at(addDays(heldOn, 1), "15:00"))
}

async function seedInvitations(cast: Cast, start: Date) {
	const actor = actorIn(cast, "municipal")
	const hours = (count: number) => new Date(start.getTime() - count * 3_600_000)
	const invite = (email: string, role: "expert" | "school_coordinator", now: Date) =>
		sendInvitation({ actor, form: { ...PREFILLED, email, role, municipalityCode: "tomsk" }, now })
	await invite("opozdal@demo.example", "expert", hours(80))
	await expireInvitations(hours(40))
	const { id } = await invite("oshibka@demo.example", "school_coordinator", hours(30))
	await dispatch({ actor, subject: "invitation", id, event: "invitation.revoke", now: hours(29) })
	await invite("novyj@demo.example", "expert", hours(2))
}

/** Creates one letter whose attempts all failed, so that operators see how this is shown. */
async function seedFailedLetter(start: Date) {
	const letter = await prisma.letter.findFirstOrThrow({
		where: { to: "opozdal@demo.example" },
		select: { id: true },
	})
	for (let attempt = 1; attempt <= LETTER_TRIES; attempt += 1) {
		const order = { actor: SYSTEM, subject: "letter", id: letter.id, now: start } as const
		await dispatch({ ...order, event: "letter.take" })
		await dispatch({
			...order,
			event: "letter.fail",
			input: { error: "450 почтовый ящик получателя недоступен" },
		})
	}
}

/** Creates one returned letter, so that operators and the inviter see how this is shown. */
async function seedReturnedLetter(start: Date) {
	const { id } = await prisma.letter.findFirstOrThrow({
		where: { to: "oshibka@demo.example" },
		select: { id: true },
	})
	const order = { actor: SYSTEM, subject: "letter", id, now: start } as const
	await dispatch({ ...order, event: "letter.take" })
	await dispatch({ ...order, event: "letter.deliver" })
	const input = { error: "5.1.1 550 такого почтового ящика нет", deadAddress: true }
	await dispatch({ ...order, event: "letter.return", input })
}

function lifeOf(cast: Cast, plan: Plan, calendar: Calendar): Life {
	const municipality = plan.municipality ?? "tomsk"
	const [expert1, expert2] = EXPERTS[municipality] ?? ["", ""]
	return new Life(plan, calendar, {
		teacher: actorIn(cast, plan.teacher),
		coordinator: actorIn(cast, COORDINATORS[municipality] ?? ""),
		expert1: actorIn(cast, expert1),
		expert2: actorIn(cast, expert2),
		operator: actorIn(cast, "operator"),
	})
}

function actorIn(cast: Cast, username: string) {
	const actor = cast[username]
	if (!actor) throw new Error(`nobody in the cast is called «${username}»`)
	return actor
}
