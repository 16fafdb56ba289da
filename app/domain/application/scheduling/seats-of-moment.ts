import type { LastEvent } from "#app/workflow/fold.ts"

export type Seats = Readonly<Record<number, string>>

/** The seats after a step of the journal. It repeats what the effects of these events do with seats. */
export function seatsAfter(seats: Seats, event: string, data: LastEvent["data"]): Seats {
	if (event === "schedule.clear") return {}
	if (event === "schedule.assign") {
		const chosen = [1, 2].map((seat) => [seat, data[`expert${seat}`]] as const)
		return Object.fromEntries(
			chosen.filter((pair): pair is [number, string] => typeof pair[1] === "string" && pair[1] !== ""),
		)
	}
	if (event === "expert.replace") return { ...seats, [Number(data.seat)]: String(data.expert) }
	return seats
}
