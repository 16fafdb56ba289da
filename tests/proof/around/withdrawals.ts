import { describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"
import { newWithdrawal, of, send } from "#tests/factories.ts"
import { ANSWERS, carriesOut, knownTo, MEMBERS, type Member, maySend } from "../application-cells.ts"
import type { Ground } from "../ground.ts"
import { PAGES } from "../other.pages.ts"
import { eventOf, lettersOf, linesAt, movesOf, notHere } from "../page.ts"
import { LATER } from "../world.ts"
import { type Cell, out, refuses, type Signed, samples, WITHDRAWABLE } from "./cell.ts"

export function withdrawals(ground: Ground): void {
	describe("withdrawals", () => {
		const { page, states } = PAGES.withdrawal
		const events = Object.keys(LIFECYCLES.withdrawal.events)
		const address = (id: string) => `/withdrawals/${id}/events`

		function refusalOf(state: string, situation: string, event: string, member: Member, by: string) {
			if (member === "out") return out
			// A registered withdrawal leaves a withdrawn application; any other leaves a registered application.
			if (!knownTo(situation).has(member)) return ANSWERS.strange
			if (!maySend("withdrawal", event, by, member)) return ANSWERS.forbidden
			return linesAt(page, state, event).length === 0
				? { status: 409, says: notHere(states[state] ?? "") }
				: null
		}

		async function bring(state: string, by: "" | "@school", from = "registered") {
			const application = await ground.world.take(from)
			const former = by === "@school" ? of(ground.world.people, "school") : application.owner
			const id = await newWithdrawal(former, application.id, state === "formed" ? "formed" : "submitted")
			const municipal = of(ground.world.people, "municipal")
			const finish = {
				discarded: "withdrawal.discard",
				registered: "withdrawal.register",
				rejected: "withdrawal.reject",
			}[state]
			if (finish)
				await send(
					finish === "withdrawal.discard" ? former : municipal,
					"withdrawal",
					id,
					finish,
					{ reason: "На скане нет подписи" },
					LATER,
				)
			return { id, application }
		}

		const situations = leafStates(LIFECYCLES.withdrawal.machine).flatMap((state) =>
			(["", "@school"] as const).map((by) => ({ state, by })),
		)

		test.each(
			situations,
		)("that are $state $by refuse everybody else, and events that the state does not have", async ({
			state,
			by,
		}) => {
			const { id, application } = await bring(state, by)
			const situation = state === "registered" ? "withdrawn" : "registered"
			const cells = events.flatMap((event) =>
				MEMBERS.flatMap((member): Cell[] => {
					const says = refusalOf(state, situation, event, member, by)
					const [, line] = linesAt(page, state, event)[0] ?? []
					return says
						? [{ event, member, address: address(id), fields: { event, ...samples(line) }, says }]
						: []
				}),
			)
			await refuses(ground, cells, application.owner, `a withdrawal ${state} ${by}`)
		})

		const done = situations.flatMap(({ state, by }) =>
			Object.entries(page).flatMap(([key, line]) =>
				movesOf(line)
					.filter(([from]) => from === state)
					.flatMap(([, to]) =>
						MEMBERS.filter((member) => refusalOf(state, "registered", eventOf(key), member, by) === null).map(
							(member) => ({ state, by, key, line, to, member: member as Signed }),
						),
					),
			),
		)

		test.each(done)("that are $state $by accept $key by $member", async ({
			state,
			by,
			key,
			line,
			to,
			member,
		}) => {
			// Registering it withdraws the application, in each state in which that is possible.
			const from = key === "withdrawal.register" && by === "" ? WITHDRAWABLE : ["registered"]
			for (const situation of from) {
				const { id, application } = await bring(state, by, situation)
				const what = `${key} by ${member} for one that is ${situation}`
				const inner = line.brings
					? linesAt(PAGES.application.page, situation, "application.withdraw")[0]?.[1]
					: undefined
				await carriesOut({
					subject: "withdrawal",
					id,
					applicationId: application.id,
					owner: application.owner,
					key,
					line,
					to,
					by: ground.stage.actor(member, application.owner),
					what,
					...(inner && { alsoLetters: lettersOf(inner) }),
					act: () =>
						ground.stage.send(
							member,
							address(id),
							{ event: eventOf(key), ...samples(line) },
							{ owner: application.owner, ...(line.files && { file: `${what} ${id}` }) },
						),
				})
				ground.stage.executed += inner ? 2 : 1
				if (inner)
					expect(await prisma.application.findUnique({ where: { id: application.id } })).toMatchObject({
						state: "withdrawn",
					})
			}
		})
	})
}
