import { expect, test } from "vitest"
import { setStage } from "./journey.ts"

// What happens between loading a page and sending its form.

const stage = setStage()

const RESULT = "Педагогический работник заявленной квалификационной категории"

test("the slower of two coordinators is told, and the page shows the new state of the application by itself", async () => {
	const [quick, slow] = [await stage.person("municipal2"), await stage.person("municipal")]
	for (const person of [quick, slow]) {
		await person.go("/municipality/attestation")
		await person.follow(/^Аттестовать/)
		await person.seesStatus("concluded.signed", "Заключение подписано")
		await person.choose(RESULT, "соответствует")
		await person.page
			.getByRole("checkbox", { name: /^Все страницы/, checked: false })
			.first()
			.check()
	}
	await quick.press("Принять заключение")
	await quick.seesStatus("concluded.assessed", "Заключение принято")
	await slow.press("Принять заключение")
	await slow.seesStatus("concluded.assessed", "Заключение принято")
	await slow.sees(
		slow.page.getByRole("alert").filter({ hasText: /Сейчас это сделать нельзя|данные изменились/ }),
	)
	expect(stage.complaints()).toEqual([])
})

test("an expert chosen while the list of another period is loading stays chosen", async () => {
	const coordinator = await stage.person("municipal2")
	const { page } = coordinator
	await coordinator.go("/municipality/scheduling")
	await page
		.getByRole("link", { name: /^Назначить/ })
		.first()
		.click()
	await page.getByRole("heading", { name: "Специалисты по аттестации" }).waitFor()
	const open = page.locator('input[name="period"]:enabled:not(:checked)').first()
	await open.check()
	let arrive = () => {}
	const held = new Promise<void>((resolve) => {
		arrive = resolve
	})
	await page.route(/scheduling\/[^/]+\.data/, async (route) => {
		await held
		await route.continue()
	})
	await page.getByRole("button", { name: "Показать специалистов на период" }).click()
	const pick = page.locator('input[name="expert1"]:enabled:not([value=""])').first()
	await pick.check()
	const chosen = await pick.inputValue()
	arrive()
	await page.waitForURL(/period=/)
	expect(await page.locator(`input[name="expert1"][value="${chosen}"]`).isChecked()).toBe(true)
	const asked = await page.locator('input[name="period"]:checked').inputValue()
	await page.goBack()
	await expect.poll(() => page.locator('input[name="period"]:checked').inputValue()).not.toBe(asked)
	expect(stage.complaints()).toEqual([])
})
