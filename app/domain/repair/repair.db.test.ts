import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { withSnapshot } from "#app/db/snapshot.server.ts"
import { replayAll } from "#app/workflow/replay.server.ts"
import { behindTheDatabase } from "#tests/behind-the-database.ts"
import {
	bring,
	type Cast,
	giveRole,
	NOW,
	newWithdrawal,
	of,
	openRegion,
	send,
	teachers,
} from "#tests/factories.ts"
import { historyOf } from "../application/history.view.server.ts"
import { walkTo } from "../application/inspection/inspection.ts"
import { viewInspection } from "../application/inspection/inspection.view.server.ts"
import { viewForOperator } from "../application/operator-application.view.server.ts"
import { viewOperatorDashboard } from "../application/overview/operator-dashboard.view.server.ts"
import { recountStates } from "../machine/state-counts.server.ts"
import { viewRepair } from "./repair.view.server.ts"
import { answerRepair } from "./repair-form.server.ts"
import { viewRepairs } from "./repairs.view.server.ts"

let people: Cast
const ids: Record<string, string> = {}
const REASON = "Решение суда от 1 октября 2026 г. № 12"

beforeAll(async () => {
	const names = ["moved", "declined", "raced", "both", "twice", "leaving", "broken", "own", "clash", "paper"]
	people = await openRegion(["municipal", "operator2", "teacher"], teachers(names))
	for (const name of names) ids[name] = await bring(people, { teacher: name, until: "registered" })
	await giveRole(people, "own", "operator", "operator")
}, 120_000)

const operator = () => of(people, "operator")
const second = () => of(people, "operator2")
const idOf = (name: string) => ids[name] ?? ""
const rowOf = (name: string) => prisma.application.findUniqueOrThrow({ where: { id: idOf(name) } })
const look = async (name: string, actor = operator()) =>
	viewRepair({ actor, subject: "application", id: idOf(name), now: NOW })
const answer = (name: string, actor: Cast[string], form: Record<string, unknown>) =>
	answerRepair({
		actor: actor as NonNullable<typeof actor>,
		subject: "application",
		id: idOf(name),
		form,
		now: NOW,
	})

async function propose(name: string, to: string, actor = operator(), change: Record<string, unknown> = {}) {
	const { version } = await rowOf(name)
	await answer(name, actor, { intent: "propose", to, reason: REASON, version: String(version), ...change })
	return waitingOf(name)
}
async function waitingOf(name: string): Promise<string> {
	const waiting = await prisma.repair.findFirst({ where: { subjectId: idOf(name), outcome: null } })
	return waiting?.id ?? ""
}
const confirm = (name: string, repairId: string, actor = second()) =>
	answer(name, actor, { intent: "confirm", repairId })
const replayed = async () => (await withSnapshot((ask) => replayAll(ask))).differences

describe("a move by hand", () => {
	test("changes nothing when it is proposed, and changes the state once a second operator confirms it", async () => {
		const before = await rowOf("moved")
		const letters = await prisma.letter.count()
		const repairId = await propose("moved", "submitted")
		expect(await rowOf("moved")).toEqual(before)
		const asked = await prisma.letter.count()
		expect(asked).toBeGreaterThan(letters)
		expect(await look("moved")).toMatchObject({
			waiting: { mayConfirm: false, mayTakeBack: true, to: "Подано" },
		})
		expect(await look("moved", second())).toMatchObject({ waiting: { mayConfirm: true, mayTakeBack: false } })

		expect(await confirm("moved", repairId)).toBe("Переведено вручную")
		const after = await rowOf("moved")
		expect(after).toMatchObject({ state: "submitted", version: before.version + 1, stateSince: NOW })
		// Only the machine's own transitions assign numbers and write letters.
		expect(after.journalNumber).toBe(before.journalNumber)
		expect(await prisma.letter.count()).toBe(asked)
		const entry = await prisma.journal.findFirstOrThrow({
			where: { subjectId: idOf("moved") },
			orderBy: { seq: "desc" },
		})
		expect(entry).toMatchObject({
			event: "lifecycle.move",
			from: "registered",
			to: "submitted",
			reason: REASON,
			actorId: second().id,
			data: {
				repairId,
				proposedBy: { id: operator().id, name: operator().fullName },
				confirmedBy: { id: second().id, name: second().fullName },
				healed: null,
			},
		})
		expect(await replayed()).toEqual([])
	})

	test("appears in the history with both names and the reason, and the application continues from the new state", async () => {
		const [latest] = await historyOf(operator(), "application", idOf("moved"))
		expect(latest).toMatchObject({
			title: "Переведено вручную: Зарегистрировано → Подано",
			actor: `Предложение — ${operator().fullName}, подтверждение — ${second().fullName}`,
			reason: REASON,
		})
		await send(of(people, "municipal"), "application", idOf("moved"), "application.reject", {
			reason: "Нет подписи",
		})
		expect(await rowOf("moved")).toMatchObject({ state: "rejected" })
		expect(await replayed()).toEqual([])
	})

	test("is marked in the drawing of the application's way at its target state, and counts as a step", async () => {
		const inspected = await viewInspection({ actor: operator(), id: idOf("moved"), now: NOW })
		const hand = inspected.steps.find(({ outside }) => outside === "byHand")
		if (!hand) throw new Error("the move by hand is not drawn")
		expect(hand).toMatchObject({
			who: `Предложение — ${operator().fullName}, подтверждение — ${second().fullName}`,
			transition: null,
		})
		const moves = inspected.steps.filter(({ moved }) => moved).map(({ seq }) => seq)
		expect(walkTo(inspected, hand.seq, [])).toMatchObject({
			outside: { submitted: [moves.indexOf(hand.seq) + 1] },
			current: "submitted",
		})
	})

	test("cannot be confirmed by its proposer, whatever they send", async () => {
		const repairId = await propose("both", "submitted")
		await expect(confirm("both", repairId, operator())).rejects.toMatchObject({
			code: "forbidden",
			message: "Подтвердить может только другой оператор, и не собственное заявление.",
		})
		await expect(
			prisma.repair.update({
				where: { id: repairId },
				data: { outcome: "confirmed", settledById: operator().id },
			}),
		).rejects.toThrow(/Repair_second_person_check|23514/)
		expect(await rowOf("both")).toMatchObject({ state: "registered" })
	})

	test("waits alone: no second one can be proposed until the first operator takes it back", async () => {
		const waiting = await waitingOf("both")
		await expect(propose("both", "submitted", second())).rejects.toMatchObject({
			code: "not-allowed-now",
			message: expect.stringContaining("уже ждёт второго оператора"),
		})
		await expect(answer("both", second(), { intent: "takeBack", repairId: waiting })).rejects.toMatchObject({
			code: "forbidden",
		})
		await answer("both", operator(), { intent: "takeBack", repairId: waiting })
		await expect(confirm("both", waiting)).rejects.toMatchObject({ code: "stale" })
		const anew = await propose("both", "submitted", second())
		await confirm("both", anew, operator())
		expect(await rowOf("both")).toMatchObject({ state: "submitted" })
		expect((await look("both")).former.map(({ outcome }) => outcome).sort()).toEqual([
			"Подтверждено",
			"Снято",
		])
	})

	test("ends with the reason and without a change when the second operator declines it", async () => {
		const before = await rowOf("declined")
		const repairId = await propose("declined", "submitted")
		const decline = (remark: string) => answer("declined", second(), { intent: "decline", repairId, remark })
		await expect(decline(" ")).rejects.toMatchObject({
			fields: { remark: "Напишите, почему Вы не согласны." },
		})
		await decline("Решение суда отменено")
		expect(await rowOf("declined")).toEqual(before)
		const { waiting, former } = await look("declined")
		expect(waiting).toBeNull()
		expect(former).toEqual([
			expect.objectContaining({
				outcome: "Отклонено",
				settledBy: second().fullName,
				remark: "Решение суда отменено",
			}),
		])
	})

	test("ends without a change when the application has changed its state meanwhile", async () => {
		const repairId = await propose("raced", "submitted")
		const municipal = of(people, "municipal")
		const { periodId: period } = await prisma.schedule.findFirstOrThrow({
			where: { municipalityCode: "tomsk", state: "forming" },
			orderBy: { periodId: "desc" },
		})
		await send(municipal, "application", idOf("raced"), "schedule.assign", { period })
		expect((await look("raced")).waiting).toBeNull()
		expect((await viewRepairs({ actor: second() })).proposals.map(({ id }) => id)).not.toContain(repairId)
		await expect(confirm("raced", repairId)).rejects.toMatchObject({
			code: "stale",
			message: expect.stringContaining("запись изменилась"),
		})
		expect(await rowOf("raced")).toMatchObject({ state: "scheduled.preliminary" })
		expect(await prisma.repair.findUnique({ where: { id: repairId } })).toMatchObject({ outcome: "lapsed" })
	})

	test("is done once when two operators confirm at the same moment", async () => {
		await giveRole(people, "teacher", "operator", "operator")
		const repairId = await propose("twice", "submitted")
		const before = await rowOf("twice")
		const results = await Promise.allSettled([
			confirm("twice", repairId),
			confirm("twice", repairId, of(people, "teacher")),
		])
		expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
		expect(await rowOf("twice")).toMatchObject({ state: "submitted", version: before.version + 1 })
		expect(await replayed()).toEqual([])
	})
})

describe("a move by hand is refused", () => {
	const refused = (name: string, to: string) => propose(name, to)

	test.each([
		["no state", { to: "" }, { to: "Выберите состояние." }],
		["a state that the machine does not have", { to: "scheduled" }, { to: "Выберите состояние из списка." }],
		["the state it is in", { to: "registered" }, { to: expect.stringContaining("уже в этом состоянии") }],
		["no reason", { reason: "  " }, { reason: expect.stringContaining("Напишите причину") }],
		["a reason of one word", { reason: "надо" }, { reason: expect.stringContaining("Напишите причину") }],
	])("with %s", async (_what, change, fields) => {
		await expect(propose("paper", "submitted", operator(), change)).rejects.toMatchObject({
			code: "invalid",
			fields,
		})
		expect(await waitingOf("paper")).toBe("")
	})

	test("for an outdated version", async () => {
		await expect(propose("paper", "submitted", operator(), { version: "1" })).rejects.toMatchObject({
			code: "stale",
		})
	})

	test.each([
		["scheduled.preliminary", "Заявлению не назначен аттестационный период."],
		["scheduled.approved", "Назначены не оба специалиста."],
		["concluded.signed", "К заявлению не прикреплено итоговое заключение."],
		["concluded.assessed", "Результат экспертизы не внесён"],
		["concluded.granted", "вручную категория не устанавливается"],
	])("into %s, which requires what the application lacks", async (to, reason) => {
		await expect(refused("paper", to)).rejects.toMatchObject({
			code: "not-allowed-now",
			message: expect.stringContaining(reason),
		})
		const state = (await look("paper")).states.find(({ value }) => value === to)
		expect(state?.obstacles.join(" ")).toContain(reason)
	})

	test("out of the states that can be withdrawn while a withdrawal waits", async () => {
		await newWithdrawal(of(people, "leaving"), idOf("leaving"), "submitted")
		await expect(refused("leaving", "draft.editing")).rejects.toMatchObject({
			reasons: ["По заявлению ждёт решения заявление на отзыв: сначала координатор рассмотрит его."],
		})
	})

	test("into an active state beside another active application, even one created after the proposal", async () => {
		const withdrawn = await propose("clash", "withdrawn")
		await confirm("clash", withdrawn)
		const revival = await propose("clash", "registered")
		await bring(people, { teacher: "clash", until: "submitted" })
		await expect(confirm("clash", revival)).rejects.toMatchObject({
			code: "not-allowed-now",
			message: expect.stringContaining("другое действующее заявление"),
		})
		expect(await rowOf("clash")).toMatchObject({ state: "withdrawn" })
		expect(await prisma.repair.findUnique({ where: { id: revival } })).toMatchObject({ outcome: null })
	})

	test("for everybody but operators, and for an operator whose own application it is", async () => {
		for (const who of ["municipal", "moved"]) {
			await expect(look("paper", of(people, who))).rejects.toMatchObject({ code: "not-found" })
			await expect(propose("paper", "submitted", of(people, who))).rejects.toMatchObject({
				code: "forbidden",
			})
			await expect(viewRepairs({ actor: of(people, who) })).rejects.toMatchObject({ code: "not-found" })
		}
		const own = of(people, "own")
		expect(await look("own", own)).toMatchObject({ mayPropose: false })
		await expect(propose("own", "submitted", own)).rejects.toMatchObject({ code: "forbidden" })
		const repairId = await propose("own", "submitted")
		await expect(confirm("own", repairId, own)).rejects.toMatchObject({ code: "forbidden" })
		await expect(
			answer("own", own, { intent: "decline", repairId, remark: "Не хочу" }),
		).rejects.toMatchObject({ code: "forbidden" })
		expect(await rowOf("own")).toMatchObject({ state: "registered" })
	})

	test("for an unknown proposal and an unknown act", async () => {
		await expect(confirm("paper", "nowhere")).rejects.toMatchObject({ code: "not-found" })
		await expect(answer("paper", operator(), { intent: "explode" })).rejects.toMatchObject({
			code: "invalid",
		})
		expect(await rowOf("paper")).toMatchObject({ state: "registered" })
	})
})

describe("a subject in quarantine", () => {
	test("is listed with the reason, can be moved by two operators, and works again", async () => {
		const before = await rowOf("broken")
		await behindTheDatabase(
			(tx) =>
				tx.$executeRaw`UPDATE "Application" SET "state" = 'scheduled.forgotten' WHERE "id" = ${idOf("broken")}`,
		)
		// The check of the night finds what was written behind the database.
		await recountStates()
		const { setAside } = await viewRepairs({ actor: operator() })
		expect(setAside).toEqual([
			expect.objectContaining({
				noun: "Заявление",
				problem: "Состояние «scheduled.forgotten» порядку работы неизвестно.",
				href: `/operator/repair/application/${idOf("broken")}`,
			}),
		])
		const figures = async () => (await viewOperatorDashboard({ actor: operator(), now: NOW })).figures
		expect(await figures()).toContainEqual(expect.objectContaining({ label: "Отложенные записи", count: 1 }))
		await expect(
			send(of(people, "municipal"), "application", idOf("broken"), "schedule.assign", { period: "2026-11" }),
		).rejects.toMatchObject({ code: "not-allowed-now" })

		const repairId = await propose("broken", "registered")
		await confirm("broken", repairId)
		expect(await rowOf("broken")).toMatchObject({
			state: "registered",
			version: before.version + 1,
			quarantine: null,
			stateSince: before.stateSince,
		})
		const [latest] = await historyOf(operator(), "application", idOf("broken"))
		expect(latest?.title).toBe("Переведено вручную: scheduled.forgotten → Зарегистрировано")
		expect(await replayed()).toEqual([])
		expect((await viewRepairs({ actor: operator() })).setAside).toEqual([])
		expect(await viewForOperator({ actor: operator(), id: idOf("broken"), now: NOW })).toMatchObject({
			move: { waiting: null },
		})
	})

	test("has a page, whatever its kind, and can be moved back to the last state of its journal", async () => {
		const kinds = ["schedule", "invitation", "letter"] as const
		const tables = { schedule: "Schedule", invitation: "Invitation", letter: "Letter" } as const
		for (const subject of kinds) {
			const [row] = await prisma.$queryRawUnsafe<{ id: string; state: string; version: number }[]>(
				`SELECT "id", "state", "version" FROM "${tables[subject]}" ORDER BY "id" LIMIT 1`,
			)
			const { id = "", state = "", version = 0 } = row ?? {}
			await behindTheDatabase((tx) =>
				tx.$executeRawUnsafe(`UPDATE "${tables[subject]}" SET "state" = 'forgotten' WHERE "id" = $1`, id),
			)
			expect(await viewRepair({ actor: second(), subject, id, now: NOW })).toMatchObject({
				short: "forgotten",
			})
			const form = { intent: "propose", to: state, reason: REASON, version: String(version) }
			await answerRepair({ actor: operator(), subject, id, form, now: NOW })
			const { id: repairId } = await prisma.repair.findFirstOrThrow({
				where: { subjectId: id, outcome: null },
			})
			await answerRepair({ actor: second(), subject, id, form: { intent: "confirm", repairId }, now: NOW })
			expect((await viewRepair({ actor: second(), subject, id, now: NOW })).problem).toBeNull()
		}
		expect(await replayed()).toEqual([])
	})
})
