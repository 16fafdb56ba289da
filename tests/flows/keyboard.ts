import type { Locator, Page } from "playwright-core"

// What a person does who has no mouse.

/** More than any page has of links and fields. */
const MOST_TABS = 250

/** Presses Tab until the focus is here. */
export async function reach(page: Page, what: Locator): Promise<void> {
	const target = await what.elementHandle()
	for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
		if (await target?.evaluate((one) => one === document.activeElement)) return
		await page.keyboard.press("Tab")
	}
	throw new Error(`the keyboard does not reach ${what}`)
}

export async function pressKeyOn(page: Page, what: Locator, key: "Enter" | "Space"): Promise<void> {
	await reach(page, what)
	await page.keyboard.press(key)
}

export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
	await reach(page, field)
	await page.keyboard.press("ControlOrMeta+A")
	await page.keyboard.insertText(text)
}

/** Tab enters a question, and the arrows go from answer to answer. */
export async function chooseByArrows(page: Page, answer: Locator, group: Locator): Promise<void> {
	const answers = group.getByRole("radio")
	const chosen = answers.and(page.locator(":checked"))
	await reach(page, (await chosen.count()) > 0 ? chosen.first() : answers.first())
	await page.keyboard.press("Space")
	for (let left = await answers.count(); left > 0 && !(await answer.isChecked()); left -= 1)
		await page.keyboard.press("ArrowDown")
	if (!(await answer.isChecked())) throw new Error(`the arrows do not reach ${answer}`)
}
