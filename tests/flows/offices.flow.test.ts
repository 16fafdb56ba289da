import type { Browser } from "playwright-core"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { launchBrowser } from "../setup/browser.ts"
import { PATIENCE } from "../setup/patience.ts"
import { type Person, Stage, WAYS } from "./journey.ts"

// What offices do, with a sitting that is not held.

let browser: Browser
beforeAll(async () => {
	browser = await launchBrowser()
})
afterAll(() => browser?.close())

describe.each(WAYS)("an operator, %s", (_way, scripted) => {
	let stage: Stage
	let operator: Person
	beforeAll(async () => {
		stage = await Stage.open(browser, scripted)
		operator = await stage.person("operator")
	})
	afterEach(async ({ task }) => {
		if (task.result?.state === "fail") console.error(await stage.whereabouts())
	})
	afterAll(() => stage?.close())

	test("names a sitting, moves it and calls it off", async () => {
		await operator.go("/operator/sittings")
		await operator.fill("Дата заседания", "20.11.2026")
		await operator.fill("Время начала", "10")
		await operator.fill("Место", "г. Томск, ул. Примерная, д. 7")
		await operator.press("Назначить заседание")
		await operator.isAt("Заседание 20 ноября 2026 г.")
		await operator.unfold("Изменить дату, время или место")
		await operator.fill("Время начала", "11-30")
		await operator.press("Сохранить дату и место")
		await operator.reads("20 ноября 2026 г., начало в 11:30, г. Томск, ул. Примерная, д. 7.")
		await operator.unfold("Отменить заседание")
		await operator.reads("О нём никому не сообщали, писем не будет.")
		await operator.press("Отменить заседание")
		await operator.isAt("Заседания комиссии")
		await operator.reads("Заседание 20 ноября 2026 г. отменено")
		await expect
			.poll(() => operator.page.getByRole("link", { name: /20 ноября 2026/ }).count(), PATIENCE)
			.toBe(0)
	})
})
