import { expect, test } from "vitest"
import { describeBothWays, type Person } from "./journey.ts"
import { filledIn, type Paper } from "./papers.ts"
import { scanOf } from "./signed-sheets.ts"
import { attachTo, readReceipt, SUBMITTED } from "./teacher.ts"

// Findings in a scan are named before the application is submitted, but they never prevent it.

/** A teacher of the demo region whose application is formed, with nothing attached yet. */
const TEACHER = { login: "pedagog2", name: "Дорофеева Ульяна Марковна", coordinator: "municipal" }
const OUTDATED = "Скан напечатан с прежней версии заявления. Скачайте, распечатайте и подпишите текущую."
const MISSING = "Не хватает страницы 2 из 3."

const form = async (person: Person) => (await person.download(/^Скачать заявление/)).bytes

async function replaceScan(person: Person, paper: Paper) {
	const card = person.page.getByRole("region", { name: /Подписанное заявление/ })
	await person.attach("Выбрать другой файл", paper, card)
	await person.press("Заменить файл", card)
}

describeBothWays("a scan with findings", (stage, scripted) => {
	test("is named before submitting if its paper was formed again or a page is missing", async () => {
		const teacher = await stage.person(TEACHER.login)
		await teacher.go("/teacher/submit")
		await teacher.isAt("Подать заявление")
		const older = await form(teacher)
		await teacher.unfold("Нужно изменить данные заявления?")
		await teacher.press("Изменить данные")
		await teacher.page.waitForURL(/\/teacher\/application/)
		await teacher.go("/teacher/application?step=check")
		await teacher.press("Сформировать заявление")
		await teacher.isAt("Подать заявление")
		const card = /Подписанное заявление/
		await attachTo(teacher, card, "Прикрепить скан", await scanOf(older, "Скан.pdf", [1, 2, 3], 3))
		await teacher.reads(OUTDATED)
		await replaceScan(teacher, await scanOf(await form(teacher), "Скан без страницы.pdf", [1, 3], 3))
		await teacher.reads(MISSING)
		expect(await teacher.page.locator("main").innerText()).not.toContain("прежней версии")
	})

	test("is submitted all the same, with a button that says so", async () => {
		const teacher = await stage.person(TEACHER.login)
		const { bytes } = await teacher.download(/Скачать таблицы/)
		const tables = filledIn(bytes, "Таблицы.docx", "Диплом победителя олимпиады, 2025 год")
		await attachTo(teacher, /Таблицы результатов/, "Прикрепить заполненные таблицы", tables)
		await teacher.reads("координатор увидит эти замечания")
		expect(await teacher.page.getByRole("button", { name: "Подать заявление" }).count()).toBe(0)
		if (scripted) {
			const card = teacher.page.getByRole("region", { name: /Таблицы результатов/ })
			await teacher.attach("Выбрать другой файл", { ...tables, name: "Другие.docx" }, card)
			await teacher.press("Всё равно подать")
			await teacher.reads("Файл выбран, но ещё не отправлен. Нажмите «Заменить файл».")
		}
		await teacher.press("Всё равно подать")
		await readReceipt(teacher, TEACHER)
		await teacher.seesStatus("submitted", SUBMITTED)
	})

	test("shows its findings to the coordinator before the decision", async () => {
		const coordinator = await stage.person(TEACHER.coordinator)
		await coordinator.go("/municipality/registration")
		await coordinator.follow(/^Просмотреть заявление/, coordinator.row(TEACHER.name))
		await coordinator.isAt(TEACHER.name)
		await coordinator.reads("Скан: не хватает страницы 2 из 3")
		await coordinator.reads(MISSING)
	})

	test("leaves no page with a dead file link or a broken accessibility rule", () => {
		expect(stage.complaints()).toEqual([])
	})
})
