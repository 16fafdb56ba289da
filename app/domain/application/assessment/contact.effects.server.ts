import type { Prisma } from "#app/db/client.server.ts"
import type { ApplicationTransition } from "../application.transition.ts"

// What an expert arranges with the teacher is stored in the expert's own seat, so it disappears when the expert is replaced.

async function keepInSeat(
	{ tx, row, actor }: ApplicationTransition,
	data: Prisma.SeatUpdateManyMutationInput,
) {
	await tx.seat.updateMany({ where: { applicationId: row.id, expertId: actor.id }, data })
	return undefined
}

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : null)

export const keepVisits = (transition: ApplicationTransition) => {
	const { visitOn, visitAgainOn, visitNote } = transition.input
	return keepInSeat(transition, {
		visitOn: textOf(visitOn),
		visitAgainOn: textOf(visitAgainOn),
		visitNote: textOf(visitNote),
	})
}

export const keepMaterialsAsked = (transition: ApplicationTransition) => {
	const { materials, materialsBy } = transition.input
	return keepInSeat(transition, {
		materialsAsked: textOf(materials),
		materialsBy: textOf(materialsBy),
		materialsAskedAt: transition.now,
	})
}

export const keepDeparture = (transition: ApplicationTransition) =>
	keepInSeat(transition, { departureNote: textOf(transition.input.reason) })
