import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { formsKey } from "#app/documents/declension/forms-key.ts"
import type { Actor } from "#app/policies/policy.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { bring, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { viewTeacherHistory } from "../overview/teacher-history.view.server.ts"
import { viewTeacherHome } from "../overview/teacher-home.view.server.ts"
import { FORM_STEPS, type FormStep } from "./application.form.ts"
import { beginApplication } from "./begin-application.server.ts"
import { saveStep } from "./save-step.server.ts"
import { viewTeacherForm } from "./teacher-form.view.server.ts"

const now = NOW
let people: Record<string, Actor>
const actor = (username: string) => of(people, username)
const step = (id: string) => FORM_STEPS.find((one) => one.id === id) as FormStep
const home = (username: string) => viewTeacherHome({ actor: actor(username), wanted: null, now })
const form = (username: string, stepId: string | null = null) =>
	viewTeacherForm({ actor: actor(username), wanted: null, stepId, now })

beforeAll(async () => {
	people = await openRegion(
		["municipal", "school", "expert1", "expert2"],
		teachers(["anna", "boris", "vera", "galina"]),
	)
})

describe("filling in the application", () => {
	let id: string
	let anna: Actor
	const save = (stepId: string, typed: Record<string, string>) =>
		saveStep({ actor: anna, id, step: step(stepId), typed, now })
	const stored = async () =>
		(await prisma.application.findUniqueOrThrow({ where: { id }, select: { form: true } })).form as Record<
			string,
			string
		>

	beforeAll(async () => {
		anna = actor("anna")
	})

	test("begins at «Заявление не подано» with a choice of the teacher's workplaces", async () => {
		const before = await home("anna")
		expect(before.application).toBeNull()
		expect(before.begin).toHaveLength(1)
		id = (await beginApplication({ actor: anna, engagementId: before.begin[0]?.value ?? null, now })).id
		const after = await home("anna")
		expect(after.application).toMatchObject({
			state: "draft.editing",
			status: "Заявление заполняется, но ещё не сформировано",
		})
		expect(after.begin).toHaveLength(0)
		expect(after.application?.next.tasks.map((task) => task.step)).toContain("claim")
	})

	test("keeps an incomplete step as it was typed and says what it lacks", async () => {
		const { problems } = await save("current", { currentCategory: "first", currentSetOn: "02.13.2021" })
		expect(Object.keys(problems)).toEqual(["currentSetOn", "currentTerm"])
		expect(await stored()).toMatchObject({ currentCategory: "first", currentSetOn: "02.13.2021" })
	})

	test("changes only the fields of its own step", async () => {
		await save("current", { currentCategory: "none", heldBefore: "no", phone: "gone" })
		expect((await stored()).phone).not.toBe("gone")
	})

	test("says at the claimed category that the rules forbid it", async () => {
		const claim = (claimedCategory: string) => save("claim", { claimedCategory, procedure: "general" })
		expect((await claim("highest")).problems.claimedCategory).toContain("На высшую категорию может подать")
		expect((await claim("first")).problems).toEqual({})
	})

	test("refuses a text that is too long, with the message at its field", async () => {
		const refused = save("awards", { degree: "д".repeat(1001) })
		await expect(refused).rejects.toMatchObject({ code: "invalid", fields: { degree: expect.any(String) } })
	})

	describe("in two windows at once", () => {
		const known = async () => (await form("anna", "awards")).filling?.known ?? ""
		const told = (one: PromiseSettledResult<unknown>) => (one.status === "rejected" ? one.reason : null)

		test("keeps both texts: the slower window is refused and shows the other text beside its own", async () => {
			for (const round of [1, 2, 3]) {
				const page = await known()
				const texts = [`Грамота ${round} из первого окна`, `Медаль ${round} из второго окна`]
				const outcomes = await Promise.allSettled(
					texts.map((awards) => save("awards", { awards, known: page })),
				)
				const [refused, ...none] = outcomes.map(told).filter(Boolean)
				expect(none).toEqual([])
				const { awards } = await stored()
				expect(texts).toContain(awards)
				expect(refused).toMatchObject({
					code: "stale",
					fields: { awards: expect.stringContaining(`«${awards}»`) },
				})
			}
		})

		test("does so too for what a page saves while it is typed, by the event's own address", async () => {
			const page = await known()
			const order = { actor: anna, subject: "application", id, event: "form.save", now, known: page } as const
			const outcomes = await Promise.allSettled(
				["Первый текст", "Второй текст"].map((training) => dispatch({ ...order, input: { training } })),
			)
			expect(outcomes.map(told).filter(Boolean)).toMatchObject([{ code: "stale" }])
		})

		test("keeps an answer of the other window that this one has only shown", async () => {
			const page = await known()
			await save("awards", { degree: "к. п. н." })
			const { awards = "", training = "" } = await stored()
			await save("awards", { awards: `${awards}, 2026`, degree: "", training, known: page })
			expect(await stored()).toMatchObject({ awards: `${awards}, 2026`, degree: "к. п. н." })
			const [last] = await prisma.journal.findMany({
				where: { subjectId: id, event: "form.save" },
				orderBy: { seq: "desc" },
				take: 1,
			})
			expect(Object.keys(last?.data as object)).not.toContain("degree")
		})

		test("lets the person decide after that: what is sent again from the new page is stored", async () => {
			const page = await known()
			await save("awards", { awards: "Из другого окна" })
			await expect(save("awards", { awards: "Мой текст", known: page })).rejects.toMatchObject({
				code: "stale",
			})
			await save("awards", { awards: "Мой текст", known: await known() })
			expect((await stored()).awards).toBe("Мой текст")
		})
	})

	test("proposes new cases when the name changes, but never overwrites what the person wrote", async () => {
		const { filling } = await form("anna", "person")
		const { genitive = "", dative = "" } = filling?.form ?? {}
		const hidden = { casesFor: filling?.cases.of ?? "", genitiveWas: genitive, dativeWas: dative }
		const named = { surname: "Белова", name: "Анна", patronymic: "Петровна", sex: "f", ...hidden }
		expect((await save("person", { ...named, genitive, dative })).proposed).toMatchObject({
			genitive: "Беловой Анны Петровны",
			genitiveWas: "Беловой Анны Петровны",
			casesFor: "Белова Анна Петровна, f",
		})
		expect(await stored()).toMatchObject({
			genitive: "Беловой Анны Петровны",
			dative: "Беловой Анне Петровне",
		})
		const own = { ...named, surname: "Чернова", genitive: "Черновой Анны", dative: "Черновой Анне" }
		expect(await save("person", own)).toMatchObject({ proposed: null })
		expect(await stored()).toMatchObject({ genitive: "Черновой Анны" })
		await save("person", { ...own, intent: "cases" })
		expect(await stored()).toMatchObject({ genitive: "Черновой Анны Петровны" })
	})

	test("says what else is missing in the same answer that proposes new forms of the name", async () => {
		const answer = await save("person", {
			surname: "Белова",
			name: "Анна",
			patronymic: "Петровна",
			phone: "",
			intent: "cases",
		})
		expect(answer.proposed).toMatchObject({ dative: "Беловой Анне Петровне" })
		expect(answer.problems.phone).toEqual(expect.any(String))
	})

	test("asks to check the cases of names where rules are known to fail", async () => {
		await save("person", { surname: "Берия", name: "Анна", patronymic: "Петровна", sex: "f" })
		const { doubts } = (await form("anna", "person")).filling?.cases ?? {}
		expect(doubts).toEqual([{ word: "Берия", why: expect.stringContaining("«ия»") }])
	})

	test("asks to check the cases once, and again only after the name or a case has changed", async () => {
		const berias = { surname: "Берия", name: "Анна", patronymic: "Петровна", sex: "f" }
		const forms = { genitive: "Берии Анны Петровны", dative: "Берии Анне Петровне" }
		await save("person", { ...berias, ...forms })
		expect((await form("anna", "check")).check?.cases).toMatchObject(forms)
		expect(await save("person", { ...berias, ...forms, intent: "confirm-cases" })).toMatchObject({
			confirmed: true,
		})
		expect((await form("anna", "person")).filling?.cases.doubts).toEqual([])
		expect((await form("anna", "check")).check?.cases).toBeNull()
		await save("person", { ...berias, ...forms, dative: "Берие Анне Петровне" })
		expect((await form("anna", "check")).check?.cases).toMatchObject({ dative: "Берие Анне Петровне" })
		// A name that differs from the profile's belongs to this application only.
		const { surname, casesConfirmedAt } = await prisma.person.findUniqueOrThrow({ where: { id: anna.id } })
		expect(surname).not.toBe("Берия")
		expect(casesConfirmedAt).toBeNull()
	})

	test("questions a wrong case once, and accepts it when it is sent again", async () => {
		const own = { surname: "Петрова", name: "Мария", patronymic: "Ивановна", sex: "" }
		const forms = { genitive: "Петрову Марии Ивановны", dative: "Петровой Марии Ивановне" }
		const first = await save("person", { ...own, ...forms, casesSeen: "" })
		expect(first.problems.genitive).toContain("«Петрову» — это винительный падеж, а нужен родительный")
		expect((await stored()).genitive).toBe(forms.genitive)
		const again = await save("person", { ...own, ...forms, casesSeen: formsKey(forms) })
		expect(again.problems.genitive).toBeUndefined()
	})

	test("asks for the sex when no patronymic shows it", async () => {
		const own = { surname: "Ким", name: "Сэсэг", patronymic: "", genitive: "Ким Сэсэг", dative: "Ким Сэсэг" }
		const { problems } = await save("person", { ...own, sex: "", casesSeen: formsKey(own) })
		expect(problems.sex).toBe("Выберите пол: без отчества он не виден, а от него зависят окончания.")
		expect((await save("person", { ...own, sex: "f" })).problems.sex).toBeUndefined()
	})

	test("also confirms the cases in the profile when the name is the profile's own", async () => {
		const { surname, name, patronymic } = await prisma.person.findUniqueOrThrow({ where: { id: anna.id } })
		const own = {
			surname,
			name,
			patronymic,
			sex: "f",
			genitive: "Кого-то Особенного",
			dative: "Кому-то Особенному",
		}
		expect(await save("person", { ...own, intent: "confirm-cases" })).toMatchObject({ confirmed: false })
		await save("person", { ...own, intent: "confirm-cases", casesSeen: formsKey(own) })
		const person = await prisma.person.findUniqueOrThrow({ where: { id: anna.id } })
		expect(person).toMatchObject({ genitive: own.genitive, dative: own.dative })
		expect(person.casesConfirmedAt).not.toBeNull()
	})

	test("warns when the category ends in less than three months, but does not refuse", async () => {
		const soon = { currentCategory: "first", currentTerm: "dated", currentEndsOn: "15.11.2026" }
		await save("current", { ...soon, currentSetOn: "15.11.2021" })
		await save("claim", { claimedCategory: "first" })
		const { filling, check } = await form("anna", "claim")
		expect(check).toBeNull()
		expect(filling?.findings.length).toBeGreaterThan(0)
		expect(filling?.findings.every(({ severity }) => severity === "warns")).toBe(true)
	})

	test("is asked for the ground only under the simplified procedure, on a page of its own", async () => {
		const ids = async (asked: string) => (await form("anna", asked)).filling
		expect((await ids("claim"))?.steps.map(({ id: one }) => one)).not.toContain("ground")
		expect((await ids("ground"))?.step.id).not.toBe("ground")
		await save("claim", { claimedCategory: "first", procedure: "simplified" })
		const filling = await ids("ground")
		expect(filling?.step).toMatchObject({ id: "ground", number: 5 })
		expect(filling?.steps.map(({ id: one }) => one).slice(3, 6)).toEqual(["claim", "ground", "manner"])
		expect(Object.keys((await save("ground", {})).problems)).toEqual(["groundCode", "groundDocument"])
		await save("claim", { claimedCategory: "first", procedure: "general" })
		expect((await ids("manner"))?.step.number).toBe(5)
	})

	test("cannot form an incomplete application; the check names each gap and its page", async () => {
		const { check } = await form("anna", "check")
		expect(check?.events["form.issue"]?.possible).toBe(false)
		expect(check?.problems.map(({ to }) => to)).toContainEqual(
			expect.stringContaining(`step=experience&application=${id}#f-experienceTotal`),
		)
		await expect(send(anna, "application", id, "form.issue")).rejects.toMatchObject({
			code: "not-allowed-now",
		})
	})

	test("is not visible to anybody else, who cannot change it either", async () => {
		const boris = actor("boris")
		await expect(saveStep({ actor: boris, id, step: step("claim"), typed: {}, now })).rejects.toMatchObject({
			code: "not-found",
		})
		await expect(viewTeacherHome({ actor: boris, wanted: id, now })).rejects.toMatchObject({
			code: "not-found",
		})
		await expect(
			saveStep({ actor: actor("school"), id, step: step("claim"), typed: {}, now }),
		).rejects.toMatchObject({ code: "forbidden" })
	})
})

describe("a formed application", () => {
	test("is read-only, refuses saving, and can be reopened for editing", async () => {
		const id = await bring(people, { teacher: "boris", until: "formed" })
		const { filling, check, application } = await form("boris")
		expect(filling).toBeNull()
		expect(application?.editable).toBe(false)
		expect(check?.events["form.reopen"]?.possible).toBe(true)
		await expect(
			saveStep({ actor: actor("boris"), id, step: step("claim"), typed: { claimedCategory: "first" }, now }),
		).rejects.toMatchObject({ code: "not-allowed-now" })
		await send(actor("boris"), "application", id, "form.reopen")
		expect((await form("boris")).application?.editable).toBe(true)
	})
})

describe("the teacher's home page", () => {
	test("says by when the coordinator answers, and after a rejection shows the reason and the next step", async () => {
		const id = await bring(people, { teacher: "vera", until: "submitted" })
		const { application: waiting, best } = await home("vera")
		expect(best).toBeNull()
		// Both papers were attached on one day: that is one line.
		expect(waiting?.happened.map(({ title }) => title)).toEqual([
			"Заявление подано",
			expect.stringMatching(/^Прикреплено: 2\sдокумента$/),
			"Заявление сформировано",
			"Заявление начато",
		])
		expect(waiting?.next.leaf?.note).toMatch(/^осталось/)
		expect(waiting?.stations.map(({ step: at }) => at)).toEqual([
			"done",
			"done",
			"now",
			"ahead",
			"ahead",
			"ahead",
		])
		await send(actor("municipal"), "application", id, "application.reject", {
			reason: "Нет второй страницы",
		})
		const rejected = (await home("vera")).application
		expect(rejected?.status).toBe("Заявление о проведении аттестации отклонено. Причина: Нет второй страницы")
		expect(rejected?.next).toMatchObject({ event: "application.revise" })
		expect(rejected?.events["application.revise"]?.button).toBe("Исправить и подать снова")
		await send(actor("vera"), "application", id, "application.revise")
		const { filling } = await form("vera", "claim")
		expect(filling?.form.claimedCategory).toBeTruthy()
	})

	test("says by when it would best be filed, and why", async () => {
		expect((await home("galina")).best).toMatch(
			/^Ближайший открытый период аттестации: \S+ \d{4}\. Заявления на него регистрируют /,
		)
		const { id } = await beginApplication({
			actor: actor("galina"),
			engagementId: (await home("galina")).begin[0]?.value ?? null,
			now,
		})
		const ends = async (currentEndsOn: string) => {
			const current = { currentCategory: "first", currentTerm: "dated", currentEndsOn }
			await saveStep({ actor: actor("galina"), id, step: step("current"), typed: current, now })
			return (await home("galina")).best
		}
		expect(await ends("31.08.2027")).toMatch(
			/^Категория действует до 31 августа 2027 г\., поэтому лучше всего период \S+ \d{4}: он закончится раньше\./,
		)
		expect(await ends("15.10.2026")).toContain("до этого дня открытых периодов нет")
		await saveStep({
			actor: actor("galina"),
			id,
			step: step("claim"),
			typed: { procedure: "simplified" },
			now,
		})
		expect((await home("galina")).best).toBeNull()
	})

	test("names the coordinators of the teacher's organisation and municipality", async () => {
		const { helpers } = await home("galina")
		expect(helpers.map(({ title }) => title)).toContain("Муниципальный координатор")
	})

	test("shows an empty history until an application has ended", async () => {
		expect((await viewTeacherHistory({ actor: actor("vera"), now })).former).toEqual([])
	})
})
