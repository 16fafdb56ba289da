import { expect, test } from "vitest"
import { describeBothWays } from "./journey.ts"
import { scan } from "./papers.ts"
import { holdSitting } from "./sitting.ts"
import { answerClaim, attachTo, formApplication, REGISTERED, submitApplication } from "./teacher.ts"

/** In the demo region this teacher's application is formed, for the general procedure. */
const teacher = {
	login: "pedagog2",
	name: "Дорофеева Ульяна Марковна",
	genitive: "Дорофеевой Ульяны Марковны",
	coordinator: "municipal",
}
const GROUND_DOCUMENT = "удостоверение № 12345 от 05.10.2022"

describeBothWays("the simplified procedure", (stage, _scripted) => {
	test("the teacher changes to it and names the ground, and the Word form asks for the simplified procedure", async () => {
		const person = await stage.person(teacher.login)
		await person.go("/teacher/submit")
		await person.unfold("Нужно изменить данные заявления?")
		await person.press("Изменить данные")
		await person.page.waitForURL(/\/teacher\/application/)
		await person.go("/teacher/application?step=claim")
		await answerClaim(person, {
			procedure: "по упрощённой форме",
			ground: "Почётное звание за педагогическую деятельность",
			groundDocument: GROUND_DOCUMENT,
		})
		await person.isAt("Какое у Вас образование и стаж?")
		const text = await formApplication(person)
		// Nothing speaks of the tables, of specialists or of recordings, which this procedure does not have.
		const page = await person.page.locator("main").innerText()
		expect(page).not.toMatch(/таблиц/i)
		await person.go("/teacher")
		expect(await person.page.locator("main").innerText()).not.toMatch(/таблиц|специалист|урок/i)
		expect(text).toContain("Прошу провести аттестацию по упрощённой форме.")
		expect(text).toContain("Основание: почётное звание за педагогическую деятельность.")
		expect(text).toContain(`Подтверждающий документ: ${GROUND_DOCUMENT}.`)
		expect(text).toContain("Приложение: документ, подтверждающий основание упрощённой формы,")
		expect(text).not.toContain("таблицы результатов")
	})

	test("the ground's document replaces the tables, and nothing is submitted without it", async () => {
		const person = await stage.person(teacher.login)
		await person.go("/teacher/submit")
		await attachTo(person, /Подписанное заявление/, "Прикрепить скан", await scan("Скан.pdf"))
		await person.reads("Не прикреплён документ, подтверждающий основание упрощённой формы (файл 2).")
		await attachTo(
			person,
			/Документ, подтверждающий основание/,
			"Прикрепить скан",
			await scan("Удостоверение.pdf", { pages: 1, shade: 0.6 }),
		)
		await submitApplication(stage, person, teacher)
		await person.go("/teacher/receipt")
		await person.reads("упрощённая форма")
	})

	test("the coordinator registers it and finds it in the list of attestations, not in the schedule", async () => {
		const coordinator = await stage.person(teacher.coordinator)
		await coordinator.go("/municipality/registration")
		await coordinator.press(/^Зарегистрировать/, coordinator.row(teacher.name))
		await stage.letter(teacher.login, "Заявление зарегистрировано")
		await (await stage.person(teacher.login)).findsStatus("/teacher", "registered", REGISTERED)
		await coordinator.go("/municipality/scheduling")
		await coordinator.isAt(
			"Общий список педагогических работников для формирования графика проведения аттестации",
		)
		expect(await coordinator.row(teacher.name).count()).toBe(0)
		await coordinator.go("/municipality/attestation")
		await coordinator.isAt("Аттестация педагогических работников")
		await coordinator.sees(coordinator.row(teacher.name).getByText("Почётное звание"))
	})

	test("the operator admits it to the commission", async () => {
		const operator = await stage.person("operator")
		await operator.go("/operator/conclusions?show=to-admit")
		await operator.isAt("Итоговые заключения")
		await operator.press(/^Передать на рассмотрение комиссии/, operator.row(teacher.name))
		await operator.sees(operator.page.getByText("Заявление передано на рассмотрение комиссии"))
		await (await stage.person(teacher.login)).findsStatus(
			"/teacher",
			"concluded.assessed",
			"Заявление передано на рассмотрение аттестационной комиссии",
		)
	})

	test("the commission grants the category", async () => {
		await holdSitting(await stage.person("operator"), "02.09.2026", teacher.name)
		await (await stage.person(teacher.login)).findsStatus(
			"/teacher",
			"concluded.granted",
			"Установлена первая квалификационная категория. Распоряжение от 2 сентября 2026 г. № 588-р",
		)
		await stage.letter(teacher.login, "Квалификационная категория установлена")
	})

	test("no page broke its content policy, had a dead file link or broke an accessibility rule", () => {
		expect(stage.complaints()).toEqual([])
	})
})
