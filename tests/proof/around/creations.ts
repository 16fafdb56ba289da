import { describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"
import { of, send } from "#tests/factories.ts"
import { ANSWERS, expectRefusal, knownTo, MEMBERS, type Member, maySend } from "../application-cells.ts"
import type { Ground } from "../ground.ts"
import { LATER } from "../world.ts"
import { type Cell, out, refuses, type Signed, WITHDRAWABLE } from "./cell.ts"

export function creations(ground: Ground): void {
	describe("the creation of a subject", () => {
		const CANNOT = "Отозвать можно только поданное заявление, пока по нему нет итогового заключения."
		const ALREADY = "Заявление на отзыв уже сформировано: подайте его или нажмите «Не отзывать»."
		const states = leafStates(LIFECYCLES.application.machine)

		test.each(
			states,
		)("a withdrawal can be formed exactly if its application is in the right state: %s", async (situation) => {
			const subject = await ground.world.take(situation)
			const { id, owner } = subject
			const address = `/applications/${id}/withdrawals`
			const fields = { reason: "Передумал" }
			const withdrawable = WITHDRAWABLE.includes(situation)
			const answers = MEMBERS.map((member) => {
				if (member === "out") return { member, says: out }
				if (!knownTo(situation).has(member)) return { member, says: ANSWERS.strange }
				if (!maySend("withdrawal", "withdrawal.form", situation, member))
					return { member, says: ANSWERS.forbidden }
				return { member, says: withdrawable ? null : { status: 409, says: CANNOT } }
			})
			const event = "withdrawal.form"
			const refused = answers.flatMap(({ member, says }): Cell[] =>
				says ? [{ event, member, address, fields, says }] : [],
			)
			await refuses(ground, refused, owner, `forming a withdrawal of one that is ${situation}`)
			const able = answers.flatMap(({ member, says }) => (says === null ? [member as Signed] : []))
			expect(able).toEqual(withdrawable ? ["own", "sch", "mun"] : [])
			for (const member of able) {
				const actor = ground.stage.actor(member, owner)
				expectRefusal(
					await ground.stage.send(member, address, { reason: " " }, { owner }),
					{ status: 400, says: "Укажите причину отзыва заявления." },
					situation,
				)
				expect(await ground.stage.send(member, address, fields, { owner })).toMatchObject({ status: 303 })
				const born = await prisma.withdrawal.findFirstOrThrow({
					where: { applicationId: id, state: "formed" },
				})
				expect(born).toMatchObject({ formedById: actor.id, version: 1, reason: "Передумал" })
				expect(await prisma.journal.findMany({ where: { subjectId: born.id } })).toMatchObject([
					{ event, seq: 1, from: null, to: "formed", actorId: actor.id },
				])
				await refuses(
					ground,
					able.map((again) => ({
						event,
						member: again,
						address,
						fields,
						says: { status: 409, says: ALREADY },
					})),
					owner,
					"a second one",
				)
				await send(actor, "withdrawal", born.id, "withdrawal.discard", {}, LATER)
				ground.stage.executed += 1
			}
			ground.world.put(situation, subject)
		})

		test("an application can be created by a teacher who has none for the position, and by nobody else", async () => {
			const { owner } = await ground.world.take("rejected")
			const event = "application.begin"
			const OTHER = "По этой должности уже есть другое незавершённое заявление."
			const answers: Partial<Record<Member, Cell["says"]>> = { out, own: { status: 409, says: OTHER } }
			const teachers: Member[] = ["own", "oth"]
			const others = MEMBERS.filter((member) => !teachers.includes(member))
			const says = { status: 403, says: "Заявление подаёт педагог из своего кабинета." }
			const cells = [...others, "own" as const].map((member) => ({
				event,
				member,
				address: "/applications?index",
				fields: {},
				says: answers[member] ?? says,
			}))
			await refuses(ground, cells, owner, "beginning an application")
			expect(await ground.stage.send("oth", "/applications?index", {}, { owner })).toMatchObject({
				status: 303,
				location: expect.stringMatching(/^\/teacher\/application\?step=person&application=[0-9a-f-]{36}$/),
			})
			const born = await prisma.application.findMany({
				where: { teacherId: of(ground.world.people, "colleague").id },
			})
			expect(born).toMatchObject([{ state: "draft.editing", version: 1, attempt: 1 }])
			ground.stage.executed += 1
			const again = {
				event,
				member: "oth" as const,
				address: "/applications?index",
				fields: {},
				says: { status: 409, says: OTHER },
			}
			await refuses(ground, [again], owner, "a second application")
		})

		test("schedules can be created by operators, together with the periods of a school year", async () => {
			const { owner } = await ground.world.take("rejected")
			const fields = { intent: "create", schoolYear: "2027/2028" }
			const cell = (member: Member): Cell => ({
				event: "schedule.open",
				member,
				address: "/operator/periods",
				fields,
				says: member === "out" ? out : { status: 404, says: "Такой страницы нет" },
			})
			await refuses(
				ground,
				MEMBERS.filter((member) => member !== "opr").map(cell),
				owner,
				"opening schedules",
			)
			const before = await prisma.schedule.count()
			expect(await ground.stage.send("opr", "/operator/periods", fields, { owner })).toMatchObject({
				status: 303,
			})
			const municipalities = await prisma.municipality.count()
			expect((await prisma.schedule.count()) - before).toBe(8 * municipalities)
			ground.stage.executed += 1
		})
	})
}
