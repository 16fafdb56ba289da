import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { FormFields } from "#app/utils/http/form-fields.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { approveSchedule, bring, type Cast, of, openRegion, send, teachers } from "#tests/factories.ts"
import { viewForExpert } from "../application/assessment/expert-application.view.server.ts"
import { viewTeacherHome } from "../application/overview/teacher-home.view.server.ts"
import { viewForCoordinator } from "../application/registration/municipality-application.view.server.ts"
import { viewSchoolApplication } from "../application/school-application.view.server.ts"
import { collectEntries } from "../calendar/collect.server.ts"
import { leaveWorkFromForm } from "./leave-work.server.ts"
import { viewExperts } from "./operator-experts.view.server.ts"

const NOW = instantOf("2026-10-20T10:00")
const LATER = instantOf("2026-10-22T10:00")

let people: Cast
let id: string
let remote: string

const act = (username: string, event: string, input: Record<string, unknown>, subject = id, now = NOW) =>
	send(of(people, username), "application", subject, event, input, now)
const steps = async (username: string) =>
	(await viewForExpert({ actor: of(people, username), id, now: LATER })).steps
const lettersAfter = async (kind: string) =>
	(await prisma.letter.findMany({ where: { kind }, orderBy: { createdAt: "asc" } })).map(
		({ personId, text }) => ({ personId, text }),
	)
const home = async () =>
	(await viewTeacherHome({ actor: of(people, "teacher-a"), wanted: id, now: LATER })).application

beforeAll(async () => {
	people = await openRegion(
		["municipal", "expert1", "expert2", "expert3", "school"],
		teachers(["teacher-a", "teacher-b"]),
	)
	id = await bring(people, { teacher: "teacher-a", period: "open", until: "assigned" })
	remote = await bring(people, { teacher: "teacher-b", period: "open", until: "assigned", remote: true })
	await approveSchedule(people)
})

describe("an expert who arranges the work with the teacher", () => {
	test("begins with nothing done", async () => {
		expect((await steps("expert1")).filter(({ done }) => done)).toEqual([])
	})

	test("proposes days of visits, which the teacher, the pair, the school and the coordinator see", async () => {
		const days = { visitOn: "05.11.2026", visitAgainOn: "12 ноября 2026", visitNote: "10:20, 7 «Б»" }
		await act("expert1", "visits.propose", days)
		const seen = { days: "5 ноября 2026 г. и 12 ноября 2026 г.", note: "10:20, 7 «Б»" }
		const pair = (await viewForExpert({ actor: of(people, "expert2"), id, now: LATER })).pair
		const coordinator = await viewForCoordinator({ actor: of(people, "municipal"), id, now: LATER })
		const school = await viewSchoolApplication({ actor: of(people, "school"), id, now: LATER })
		for (const experts of [
			pair,
			coordinator.view.experts,
			school.evidence.arranged,
			(await home())?.arranged ?? [],
		])
			expect(experts[0]?.visits).toEqual(seen)
		expect((await home())?.happened[0]?.title).toBe(
			"Специалист предложил дни посещения: 05.11.2026, 12.11.2026",
		)
		const letters = await lettersAfter("visits-proposed")
		expect(letters[0]?.text).toContain("5 ноября 2026 года и 12 ноября 2026 года")
		expect(letters.map(({ personId }) => personId).sort()).toEqual(
			[of(people, "teacher-a").id, of(people, "school").id].sort(),
		)
	})

	test("finds the days in the calendar, as the teacher does, under one key each", async () => {
		const visits = async (username: string) => {
			const asked = { actor: of(people, username), from: "2026-11-01", to: "2026-11-30" }
			const entries = await collectEntries(asked)
			return entries.filter(({ deadline }) => deadline === "visit")
		}
		const [mine, hers] = [await visits("expert1"), await visits("teacher-a")]
		for (const days of [mine, hers]) {
			expect(days.map(({ on }) => on)).toEqual(["2026-11-05", "2026-11-12"])
			expect(days[0]?.place).toMatch(/./)
		}
		expect(mine[0]?.about).toMatch(/; 10:20, 7 «Б»$/)
		expect(hers[0]?.about).not.toBe(mine[0]?.about)
		expect(await visits("expert2")).toEqual([])
	})

	test("is done with the first step only when the work is accepted too", async () => {
		const study = async () => (await steps("expert1")).find((step) => step.id === "study")?.done
		expect(await study()).toBe(false)
		await act("expert1", "expert.accept", {})
		expect(await study()).toBe(true)
	})

	test("replaces the days by others, and never proposes one that has passed", async () => {
		await act("expert1", "visits.propose", { visitOn: "09.11.2026" })
		expect((await home())?.arranged[0]?.visits?.days).toBe("9 ноября 2026 г.")
		await expect(act("expert1", "visits.propose", { visitOn: "19.10.2026" })).rejects.toMatchObject({
			code: "not-allowed-now",
			message: expect.stringContaining("уже прошёл"),
		})
	})

	test("asks for materials; the teacher is told what and by when, and the pair sees what was added", async () => {
		await act("expert2", "materials.ask", { materials: "Рабочая программа", materialsBy: "28.10.2026" })
		expect((await home())?.next).toMatchObject({
			title: expect.stringMatching(/до 28\s+октября\s+2026/u),
			go: { to: "documents" },
		})
		expect((await lettersAfter("materials-asked"))[0]?.text).toContain("Рабочая программа")
		const file = { kind: "other", title: "Рабочая программа", files: [await putScan("programme", 1)] }
		await act("teacher-a", "attachment.add", file, id, LATER)
		const { pair } = await viewForExpert({ actor: of(people, "expert1"), id, now: LATER })
		expect(pair[1]?.asked).toMatchObject({ what: "Рабочая программа", added: 1 })
		expect((await home())?.next.title).not.toContain("Добавьте материалы")
	})

	test("tells that the teacher has left: coordinator and operator get a letter, the teacher reads no report", async () => {
		await act("expert1", "departure.report", { reason: "Сказали в школе" })
		const coordinator = await viewForCoordinator({ actor: of(people, "municipal"), id, now: LATER })
		expect(coordinator.view.experts[0]?.departure).toBe("Сказали в школе")
		expect((await lettersAfter("departure-reported")).length).toBeGreaterThanOrEqual(2)
		expect(JSON.stringify((await home())?.arranged)).not.toContain("Сказали в школе")
		expect(coordinator.view.state).toBe("scheduled.approved")
	})

	test.each([
		["visits.propose", { visitOn: "09.11.2026" }],
		["materials.ask", { materials: "План", materialsBy: "09.11.2026" }],
		["departure.report", { reason: "Уволилась" }],
	])("is another person than the one who is not assigned or is the teacher: %s", async (event, input) => {
		await expect(act("expert3", event, input)).rejects.toMatchObject({ code: "not-found" })
		await expect(act("teacher-a", event, input)).rejects.toMatchObject({ code: "forbidden" })
		await expect(act("municipal", event, input)).rejects.toMatchObject({ code: "forbidden" })
	})
})

describe("under the remote form", () => {
	test("nobody visits", async () => {
		await expect(act("expert1", "visits.propose", { visitOn: "09.11.2026" }, remote)).rejects.toThrow(
			"только при очной форме",
		)
	})

	test("materials are asked for no later than the teacher can add them", async () => {
		const ask = (materialsBy: string, now = NOW) =>
			act("expert1", "materials.ask", { materials: "План", materialsBy }, remote, now)
		await expect(ask("02.11.2026")).rejects.toThrow("по 01.11.2026")
		await ask("01.11.2026")
		await expect(ask("09.11.2026", instantOf("2026-11-05T10:00"))).rejects.toThrow("прошёл")
	})
})

describe("an expert who leaves the work", () => {
	const leave = (username: string, reason: string) =>
		leaveWorkFromForm({ actor: of(people, username), form: new FormFields([["reason", reason]]), now: LATER })

	test("says why", async () => {
		await expect(leave("expert2", " ")).rejects.toMatchObject({ fields: { reason: "Укажите причину." } })
	})

	test("answers «Не могу» to every open assignment, and operators find each among the replacements", async () => {
		expect(await leave("expert2", "Увольняюсь 30 октября")).toMatch(/2\s+заявления/u)
		const query = { schoolYear: "", municipality: "" }
		const { toReplace } = await viewExperts({ actor: of(people, "operator"), query, now: LATER })
		expect(toReplace.map(({ reason }) => reason)).toEqual(
			Array(2).fill(expect.stringContaining("Увольняюсь 30 октября")),
		)
		expect(await leave("expert2", "Увольняюсь 30 октября")).toContain("передавать нечего")
	})
})
