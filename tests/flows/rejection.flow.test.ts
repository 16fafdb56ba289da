import { expect, test } from "vitest"
import { describeBothWays } from "./journey.ts"
import { scan } from "./papers.ts"
import { attachTo, FILLING, formApplication, REGISTERED, submitApplication } from "./teacher.ts"

/** In the demo region this teacher's application waits for the coordinator. */
const teacher = {
	login: "pedagog6",
	name: "Исхакова Алия Маратовна",
	genitive: "Исхаковой Алии Маратовны",
	coordinator: "municipal",
}
const REJECTED = "Заявление о проведении аттестации отклонено в связи с отсутствием подписи"
const TYPED = "Подпись нужна на второй странице, рядом с датой."

describeBothWays("a rejection and what follows it", (stage, _scripted) => {
	test("a rejection without a reason is refused at the field, and the input stays", async () => {
		const coordinator = await stage.person(teacher.coordinator)
		await coordinator.go("/municipality/registration")
		await coordinator.follow(/^Отклонить/, coordinator.row(teacher.name))
		await coordinator.isAt(teacher.name)
		await coordinator.press("Отклонить заявление")
		const question = coordinator.page.getByRole("group", { name: "Причина отклонения", exact: true })
		await coordinator.sees(question.getByText("Выберите причину из списка или напишите свою."))
		await coordinator.choose("Причина отклонения", "Другая причина")
		await coordinator.press("Отклонить заявление")
		const own = coordinator.page.locator(".field", {
			has: coordinator.page.getByLabel("Пояснение для педагога"),
		})
		await coordinator.sees(own.getByText("Выберите причину из списка или напишите свою."))
		expect(await question.getByRole("radio", { name: /^Другая причина/ }).isChecked()).toBe(true)
		await coordinator.seesStatus("submitted", "Подано")
	})

	test("a typical reason reaches the teacher word for word, with the explanation", async () => {
		const coordinator = await stage.person(teacher.coordinator)
		await coordinator.choose("Причина отклонения", "Отсутствие подписи")
		await coordinator.fill("Пояснение для педагога", TYPED)
		await coordinator.press("Отклонить заявление")
		await coordinator.seesStatus("rejected", "Отклонено")
		const letter = await stage.letter(teacher.login, "Заявление отклонено")
		expect(letter).toContain("в связи с отсутствием подписи")
		expect(letter).toContain(TYPED)
		const person = await stage.person(teacher.login)
		await person.findsStatus("/teacher", "rejected", REJECTED)
		await person.reads(TYPED)
	})

	test("the teacher corrects it and finds everything as it was filled in", async () => {
		const person = await stage.person(teacher.login)
		await person.press("Исправить и подать снова")
		await person.isAt("Проверьте заявление")
		await person.reads("Качество знаний за три года выросло с 52 до 61 процента.")
		await person.reads("Курсы повышения квалификации, 72 часа, 2025 год")
		await person.findsStatus("/teacher", "draft.editing", FILLING)
		await person.go("/teacher/application?step=experience")
		await person.isAt("Какое у Вас образование и стаж?")
		await person.fill("Общий стаж", "15")
		await person.press("Сохранить и продолжить")
		await person.isAt("Есть ли у Вас степень, награды, повышение квалификации?")
	})

	test("formed again, it needs a new scan; the old one is marked and does not count", async () => {
		const person = await stage.person(teacher.login)
		const text = await formApplication(person)
		expect(text).toContain("Общий стаж: 15 лет.")
		await person.go("/teacher/submit")
		await person.reads("Этот скан подписан до изменений. Подпишите новое заявление и прикрепите его скан.")
		await person.reads("Не прикреплён скан подписанного заявления (файл 1).")
		await attachTo(
			person,
			/Подписанное заявление/,
			"Прикрепить скан",
			await scan("Новый скан.pdf", { shade: 0.3 }),
		)
		await submitApplication(stage, person, teacher)
	})

	test("the coordinator registers the second attempt", async () => {
		const coordinator = await stage.person(teacher.coordinator)
		await coordinator.go("/municipality/registration")
		await coordinator.follow(/^Просмотреть заявление/, coordinator.row(teacher.name))
		await coordinator.isAt(teacher.name)
		await coordinator.reads("попытка 2")
		await coordinator.press("Зарегистрировать")
		await coordinator.seesStatus("registered", "Зарегистрировано")
		await (await stage.person(teacher.login)).findsStatus("/teacher", "registered", REGISTERED)
		await stage.letter(teacher.login, "Заявление зарегистрировано")
	})

	test("no page broke its content policy, had a dead file link or broke an accessibility rule", () => {
		expect(stage.complaints()).toEqual([])
	})
})
