import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { emailOf } from "#prisma/demo/people.ts"
import { newWithdrawal, of, scheduleOf, send } from "#tests/factories.ts"
import { ONLY_CAUSED } from "../application.page.ts"
import { ANSWERS, carriesOut, knownTo, MEMBERS, type Member, maySend } from "../application-cells.ts"
import type { Ground } from "../ground.ts"
import { PAGES } from "../other.pages.ts"
import { lettersOf, linesAt, notHere } from "../page.ts"
import { assign, LATER, SPARE_PERIODS, type Subject } from "../world.ts"
import { type Cell, out, refuses, type Signed, samples } from "./cell.ts"

export function schedules(ground: Ground): void {
	describe("schedules", () => {
		const { page, states } = PAGES.schedule
		const events = Object.keys(LIFECYCLES.schedule.events)
		const address = (id: string) => `/schedules/${id}/events`
		const [period = "", unready = ""] = SPARE_PERIODS
		const KNOWN: readonly Member[] = ["mun", "opr"]
		const inIt: Subject[] = []
		let id = ""
		let stranger: Actor

		beforeAll(async () => {
			id = await scheduleOf("tomsk", period)
			stranger = of(ground.world.people, "beginner")
			for (let count = 0; count < 2; count += 1) {
				const subject = await ground.world.take("registered")
				await assign(ground.world.people, subject.id, period)
				inIt.push(subject)
			}
		})

		function refusalOf(state: string, event: string, member: Member): Cell["says"] | null {
			if (member === "out") return out
			if (!KNOWN.includes(member)) return ANSWERS.strange
			if (!maySend("schedule", event, "", member)) return ANSWERS.forbidden
			return linesAt(page, state, event).length === 0
				? { status: 409, says: notHere(states[state] ?? "") }
				: null
		}

		async function refusesIn(state: string) {
			const cells = events.flatMap((event) =>
				MEMBERS.flatMap((member): Cell[] => {
					const says = refusalOf(state, event, member)
					return says
						? [{ event, member, address: address(id), fields: { event, ...samples(page[event]) }, says }]
						: []
				}),
			)
			await refuses(ground, cells, stranger, `a schedule that is ${state}`)
		}

		async function does(key: string, member: Signed, to: string) {
			const line = page[key]
			if (!line) throw new Error(`no line «${key}»`)
			const approves = key === "schedule.approve"
			const inner = PAGES.application.page["schedule.approve"]
			const innerLetters = approves && inner ? lettersOf(inner) : []
			const letters = inIt.flatMap(({ owner }) =>
				innerLetters.map(([kind, audience]) =>
					audience === "teacher" ? ([kind, audience, owner] as const) : ([kind, audience, null] as const),
				),
			)
			await carriesOut({
				subject: "schedule",
				id,
				applicationId: null,
				owner: stranger,
				key,
				line: approves ? { ...line, touches: "Application IssuedNotice? Counter?" } : line,
				to,
				by: ground.stage.actor(member, stranger),
				what: `${key} by ${member}`,
				exactLetters: letters.flatMap(([kind, audience, owner]) => {
					const reached = {
						teacher: [owner?.username ?? ""],
						experts: ["expert1", "expert2"],
						school: ["school"],
					}[audience as "teacher" | "experts" | "school"]
					return reached.map((username) => `${kind} → ${emailOf(username)}`)
				}),
				act: () =>
					ground.stage.send(member, address(id), { event: key, ...samples(line) }, { owner: stranger }),
			})
			ground.stage.executed += 1
		}

		test("go from forming to closed and back, and are approved together with their applications", async () => {
			await refusesIn("forming")
			for (const member of ["mun", "opr"] as const) {
				await does("schedule.close", member, "closed")
				await refusesIn("closed")
				await does("schedule.reopen", "opr", "forming")
			}
			await does("schedule.close", "mun", "closed")
			await refuses(
				ground,
				[
					{ reason: " ", until: "01.03.2027" },
					{ reason: "Ошибка", until: "" },
				].map((fields) => ({
					event: "schedule.reopen",
					member: "opr" as const,
					address: address(id),
					fields: { event: "schedule.reopen", ...fields },
					says: { status: 400, says: "Исправьте ошибки в форме." },
				})),
				stranger,
				"reopening without a reason or a day",
			)
			await does("schedule.approve", "opr", "approved")
			ground.stage.executed += inIt.length
			for (const subject of inIt)
				expect(await prisma.application.findUnique({ where: { id: subject.id } })).toMatchObject({
					state: "scheduled.approved",
				})
			await refusesIn("approved")
		})

		test("are not approved while an application lacks an expert or a withdrawal waits, and the refusal names it", async () => {
			const schedule = await scheduleOf("tomsk", unready)
			const [lacking, leaving] = [
				await ground.world.take("registered"),
				await ground.world.take("registered"),
			]
			await send(
				of(ground.world.people, "municipal"),
				"application",
				lacking.id,
				"schedule.assign",
				{ period: unready, expert1: of(ground.world.people, "expert1").id },
				LATER,
			)
			await assign(ground.world.people, leaving.id, unready)
			await newWithdrawal(leaving.owner, leaving.id, "submitted")
			await send(of(ground.world.people, "municipal"), "schedule", schedule, "schedule.close", {}, LATER)
			const says =
				"Назначены не оба специалиста: Примерова Мария Ивановна. Ждут решения заявления на отзыв: Примерова Мария Ивановна."
			const fields = { event: "schedule.approve", ...samples(page["schedule.approve"]) }
			const cell = { event: "schedule.approve", member: "opr" as const, address: address(schedule), fields }
			await refuses(
				ground,
				[{ ...cell, says: { status: 409, says } }],
				stranger,
				"a schedule that is not ready",
			)
		})

		test("have no address for the approval of a single application, which comes only with theirs", async () => {
			expect(Object.keys(ONLY_CAUSED)).toEqual(["schedule.approve", "application.withdraw"])
			const { id: one, owner } = await ground.world.take("scheduled.preliminary")
			const fields = { event: "schedule.approve" }
			const cells = MEMBERS.map(
				(member): Cell => ({
					event: "schedule.approve",
					member,
					address: `/applications/${one}/events`,
					fields,
					says:
						member === "out"
							? out
							: knownTo("scheduled.preliminary").has(member)
								? ANSWERS.forbidden
								: ANSWERS.strange,
				}),
			)
			await refuses(ground, cells, owner, "the approval of one application")
		})
	})
}
