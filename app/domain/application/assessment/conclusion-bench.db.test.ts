import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { approveSchedule, bring, type Cast, of, openRegion, send, teachers } from "#tests/factories.ts"
import { agreeTo } from "../../batch/test-batch.ts"
import { viewConclusionBench } from "./conclusion-bench.view.server.ts"
import { conclusionsQuery } from "./operator-conclusions.view.server.ts"
import { planAcceptance } from "./plan-acceptance.server.ts"

const DURING = instantOf("2026-11-03T10:00")
const NAMES = ["anna", "boris"] as const

let people: Cast
const ids: string[] = []

beforeAll(async () => {
	people = await openRegion(
		["municipal", "expert1", "expert2"],
		[
			...teachers(["anna"], { surname: "Первая", name: "Анна" }),
			...teachers(["boris"], { surname: "Второй", name: "Борис", patronymic: "Петрович" }),
		],
	)
	for (const teacher of NAMES) ids.push(await bring(people, { teacher, period: "open", until: "assigned" }))
	await approveSchedule(people)
	for (const [index, id] of ids.entries()) await attach(id, index)
})

const attach = async (id: string, index: number) =>
	send(
		of(people, "expert1"),
		"application",
		id,
		"conclusion.attach",
		{
			verdict: index === 0 ? "meets" : "fails",
			complete: "on",
			signedByTeacher: "on",
			asIs: "on",
			files: [await putScan(`conclusion ${index}`, 3)],
		},
		new Date(DURING.getTime() + index * 60_000),
	)

const UNREAD =
	"Есть замечание: Не удалось прочитать код в скане: проверьте сами, что все страницы и подпись на месте"

const look = (id = "", query = "", username = "operator") =>
	viewConclusionBench({
		actor: of(people, username),
		id,
		query: conclusionsQuery(new URLSearchParams(query)),
		now: DURING,
	})
const [first, second] = [() => ids[0] ?? "", () => ids[1] ?? ""]

describe("the workbench of conclusions", () => {
	test("shows the paper, what the experts propose, and the next one of the list, the longest wait first", async () => {
		const shown = await look(first())
		expect(shown).toMatchObject({
			fullName: "Первая Анна Ивановна",
			waits: true,
			neighbours: { place: 1, total: 2, previous: null, next: second(), onward: second() },
		})
		expect(shown.conclusions.find(({ current }) => current)).toMatchObject({ verdict: "meets" })
		expect(Object.keys(shown.events)).toEqual(
			expect.arrayContaining(["conclusion.assess", "conclusion.return"]),
		)
	})

	test("keeps to the filters of the list", async () => {
		const none = { place: 1, total: 1, next: null, onward: null }
		expect((await look(second(), "name=второй")).neighbours).toMatchObject(none)
		expect((await look(second(), "municipality=kolpashevsky")).neighbours).toMatchObject({
			place: null,
			total: 0,
			onward: null,
		})
	})

	test("is not found by anybody but operators", async () => {
		for (const username of ["municipal", "expert1", "anna"])
			await expect(look(first(), "", username)).rejects.toMatchObject({ code: "not-found" })
		await expect(look("unknown")).rejects.toMatchObject({ code: "not-found" })
	})

	test("accepts several at once, with the results that the experts propose, if the codes proved all sheets and signatures", async () => {
		const accept = async (username = "operator") =>
			planAcceptance({ actor: of(people, username), ids: [...ids, "unknown"], now: DURING })
		await expect(accept("municipal")).rejects.toMatchObject({ code: "forbidden" })
		const { items, words } = await accept()
		expect(words.units[2]).toBe("заключений")
		expect(items.map(({ shown, obstacles }) => [shown.name, shown.act, obstacles])).toEqual([
			["Первая Анна Ивановна", "Поставить результат: соответствует", [UNREAD]],
			["Второй Борис Петрович", "Поставить результат: не соответствует", [UNREAD]],
		])
		const readOf = (applicationId: string, findings: object[]) =>
			prisma.conclusion.updateMany({
				where: { applicationId },
				data: { scanReport: { findings, arranged: false } },
			})
		await readOf(first(), [{ code: "unsigned", certain: true, text: "Не подписано." }])
		await readOf(second(), [])
		const { done, leftOut } = await agreeTo(await accept(), { actor: of(people, "operator"), now: DURING })
		expect(leftOut).toEqual([{ name: "Первая Анна Ивановна", reasons: ["Есть замечание: Не подписано."] }])
		expect(done).toEqual(["Второй Борис Петрович"])
		expect(await prisma.application.findUniqueOrThrow({ where: { id: second() } })).toMatchObject({
			verdict: "fails",
		})
		// Back to the experts' paper, for the tests below.
		const remark = { remark: "Проверка" }
		await send(of(people, "operator"), "application", second(), "conclusion.return", remark, DURING)
		await attach(second(), 1)
	})

	test("accepts what the experts propose, and leads on; what was accepted waits no more", async () => {
		await send(
			of(people, "operator"),
			"application",
			first(),
			"conclusion.assess",
			{ verdict: "meets", complete: "on" },
			DURING,
		)
		expect(await prisma.application.findUniqueOrThrow({ where: { id: first() } })).toMatchObject({
			verdict: "meets",
		})
		const shown = await look(first())
		expect(shown).toMatchObject({ waits: false, neighbours: { place: null, total: 1, onward: second() } })
		expect(shown.events["conclusion.assess"]?.possible).not.toBe(true)
	})

	test("does not accept a conclusion of which nobody says that it is complete", async () => {
		const unsure = { verdict: "fails" }
		await expect(
			send(of(people, "operator"), "application", second(), "conclusion.assess", unsure, DURING),
		).rejects.toMatchObject({ code: "not-allowed-now" })
	})
})
