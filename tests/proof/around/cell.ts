import { expect } from "vitest"
import type { Actor } from "#app/policies/policy.ts"
import { expectRefusal, type Member, nothingChanges } from "../application-cells.ts"
import type { Ground } from "../ground.ts"
import { type Fields, several } from "../http.ts"
import type { Line, Refused } from "../page.ts"
import { takeTurns } from "../turns.ts"

export type Signed = Exclude<Member, "out">

export interface Cell {
	event: string
	member: Member
	address: string
	fields: Fields
	says: Refused | "sign in"
}

/** Tries them at once, in turns those that are refused for their sender alone: each must be refused with its words, and nothing may change. */
export async function refuses(ground: Ground, all: readonly Cell[], owner: Actor, what: string) {
	const cells = takeTurns(all, what.length)
	await nothingChanges(what, () =>
		several(
			cells.map(({ event, member, address, fields, says }) => async () => {
				const cell = `${event} by ${member}: ${what}`
				if (says !== "sign in")
					return expectRefusal(
						await ground.stage.sendByScript(member, address, fields, { owner }),
						says,
						cell,
					)
				const answer = await ground.stage.send(member, address, fields, { owner })
				expect(answer, cell).toMatchObject({ status: 303, location: expect.stringMatching(/^\/login/) })
			}),
		),
	)
	ground.stage.refused += cells.length
}

export const out = "sign in" as const
export const samples = (line: Line | undefined) => line?.sends ?? {}
export const WITHDRAWABLE = ["submitted", "registered", "scheduled.preliminary", "scheduled.approved"]
