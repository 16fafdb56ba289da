import { expect, test } from "vitest"
import { PATIENCE } from "../setup/patience.ts"
import { setStage } from "./journey.ts"

// The agenda of a sitting is one long form. A secretary looks at somebody's application in the middle of the work.

const stage = setStage()

test("what was marked on the agenda is still marked after a look at one of its applications", async () => {
	const operator = await stage.person("operator")
	const { page } = operator
	await operator.go("/operator/sittings")
	await page.locator("main tbody a").first().click()
	await page.waitForURL(/\/sittings\/[\w-]{36}/)
	const agenda = page.locator("section[aria-labelledby=agenda]")
	const unfold = async () => {
		const forgotten = agenda.locator("details", { hasText: "Внести решение, которое забыли" }).first()
		if (!(await forgotten.evaluate((one) => (one as HTMLDetailsElement).open)))
			await operator.unfold("Внести решение, которое забыли")
	}
	await unfold()
	const row = agenda.locator("tbody tr").first()
	const refuse = row.getByRole("radio", { name: /^Отказать/ })
	await refuse.check()
	await row.getByText("Голосовали не единогласно").click()
	await row.locator("[name^=votesAgainst]").fill("5")
	// The address changes before the page does.
	const headed = (words: string | RegExp) =>
		operator.sees(page.getByRole("heading", { level: 1, name: words }))
	const name = await row.locator("th a").innerText()
	await row.locator("th a").click()
	await headed(name)
	await page.goBack()
	await headed(/^Заседание/)
	await unfold()
	await expect.poll(() => refuse.isChecked(), PATIENCE).toBe(true)
	expect(await row.locator("[name^=votesAgainst]").inputValue()).toBe("5")

	await page.reload()
	await unfold()
	await expect.poll(() => refuse.isChecked(), PATIENCE).toBe(true)

	await operator.follow("Поставить решения по заключениям")
	await expect.poll(() => row.getByRole("radio", { name: /^Установить/ }).isChecked(), PATIENCE).toBe(true)
	await operator.follow("Поставить у всех «Отложить»")
	await expect.poll(() => row.getByRole("radio", { name: /^Отложить/ }).isChecked(), PATIENCE).toBe(true)
})
