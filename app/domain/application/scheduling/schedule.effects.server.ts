import { civilDate } from "#app/utils/civil-date.ts"
import { expertPost } from "../../expert/expert-facts.server.ts"
import type { ApplicationTransition } from "../application.transition.ts"

/** Stores the period and the seats. A seat keeps the expert's post of today, even if the profile changes later. */
export async function assignSchedule({ tx, row, input, now, facts }: ApplicationTransition) {
	const schedule = await tx.schedule.findUniqueOrThrow({
		where: {
			municipalityCode_periodId: { municipalityCode: row.municipalityCode, periodId: String(input.period) },
		},
		select: { id: true },
	})
	await tx.seat.deleteMany({ where: { applicationId: row.id } })
	for (const seat of [1, 2]) {
		const expertId = input[`expert${seat}`]
		if (typeof expertId !== "string") continue
		await takeSeat({ tx, row, now }, seat, expertId, String(input[`colleagueReason${seat}`] ?? ""))
	}
	const moved = facts.schedule !== null && facts.schedule.period !== input.period
	return { scheduleId: schedule.id, ...(moved ? { paperReceivedOn: null, paperPassedOn: null } : {}) }
}

export async function clearSchedule({ tx, row }: ApplicationTransition) {
	await tx.seat.deleteMany({ where: { applicationId: row.id } })
	return { scheduleId: null }
}

export async function replaceExpert({ tx, row, input, now }: ApplicationTransition) {
	const seat = Number(input.seat)
	await tx.seat.deleteMany({ where: { applicationId: row.id, seat } })
	await takeSeat({ tx, row, now }, seat, String(input.expert), String(input.colleagueReason ?? ""))
	return undefined
}

async function takeSeat(
	{ tx, row }: Pick<ApplicationTransition, "tx" | "row" | "now">,
	seat: number,
	expertId: string,
	colleagueReason: string,
) {
	const post = await expertPost(tx, expertId, row.municipalityCode)
	await tx.seat.create({
		data: { applicationId: row.id, seat, expertId, post, colleagueReason: colleagueReason || null },
	})
}

/** «Принял(а) к работе» or «Не могу»; the latest answer counts. */
export async function keepExpertAnswer({ tx, row, actor, event, input, now }: ApplicationTransition) {
	const accepted = event === "expert.accept"
	await tx.seat.updateMany({
		where: { applicationId: row.id, expertId: actor.id },
		data: {
			acceptedAt: accepted ? now : null,
			declinedAt: accepted ? null : now,
			declineReason: accepted ? null : String(input.reason ?? ""),
		},
	})
	return undefined
}

export async function keepPaperDate({ event, now }: ApplicationTransition) {
	const today = civilDate(now)
	return event === "paper.receive" ? { paperReceivedOn: today } : { paperPassedOn: today }
}

/** Only the later of the two marks goes. Sending the event again takes back the other one. */
export async function dropPaperDate({ row }: ApplicationTransition) {
	return row.paperPassedOn ? { paperPassedOn: null } : { paperReceivedOn: null }
}
