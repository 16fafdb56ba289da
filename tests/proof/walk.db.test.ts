import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { withSnapshot } from "#app/db/snapshot.server.ts"
import { replayAll } from "#app/workflow/replay.server.ts"
import { applicationMachine } from "#machines/application/application.machine.ts"
import { leafStates } from "#machines/structure.ts"
import { note } from "./figures.ts"
import { INVARIANTS } from "./invariants.ts"
import { Walk } from "./walk.ts"
import { openWalkRegion, type Region } from "./walk-region.ts"

// `npm test` walks a few steps; `npm run proof` walks 100,000 in several databases.

const STEPS = Number(process.env.PROOF_STEPS ?? 400)
const SEED = Number(process.env.PROOF_SEED ?? 20_261_122)
/** Whatever its number of steps, the walk lasts several school months, so that deadlines pass on the way. */
const MINUTES = Math.max(20, Math.round((300 * 1440) / STEPS))

let region: Region
let walk: Walk

beforeAll(async () => {
	region = await openWalkRegion()
})

describe("a random walk", { timeout: 3_600_000 }, () => {
	test(`of ${STEPS} steps from ${SEED} keeps every invariant`, async () => {
		const began = performance.now()
		walk = new Walk(region, SEED)
		await walk.go(STEPS, MINUTES)
		const seconds = Math.round((performance.now() - began) / 1000)
		const { happened, refused } = walk
		console.log(`walk ${SEED}: ${STEPS} steps, ${happened} carried out, ${refused} refused, ${seconds} s`)
		note(`walk-${SEED}`, { seed: SEED, steps: STEPS, happened, refused, seconds, invariants: INVARIANTS })
		expect(happened).toBeGreaterThan(STEPS / 20)
		expect(refused).toBeGreaterThan(STEPS / 20)
	})

	test("leaves a journal whose replay gives exactly the stored states and hashes", async () => {
		const replayed = await withSnapshot((ask) => replayAll(ask))
		expect(replayed.differences).toEqual([])
		expect(replayed.differenceCount).toBe(0)
		expect(replayed.transitions).toBeGreaterThan(walk.happened)
		note(`replay-${SEED}`, { transitions: replayed.transitions, subjects: replayed.subjects })
	})

	test("reports the transitions that it has taken", async () => {
		const been = await prisma.journal.findMany({
			where: { subject: "application" },
			distinct: ["to"],
			orderBy: { to: "asc" },
			select: { to: true },
		})
		note(`states-${SEED}`, { states: been.map(({ to }) => to) })
		expect(leafStates(applicationMachine)).toEqual(expect.arrayContaining(been.map(({ to }) => to)))
	})
})
