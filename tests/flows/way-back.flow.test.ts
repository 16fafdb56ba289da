import type { Locator } from "playwright-core"
import { expect, test } from "vitest"
import { PATIENCE } from "../setup/patience.ts"
import { describeBothWays, type Person } from "./journey.ts"

// Every act on many is shown before it happens. Whoever looks and goes back finds the form as it was sent.

interface Act {
	name: string
	login: string
	address: string
	/** Leads from the address to the page with the form. */
	open?(person: Person): Promise<void>
	/** Finds the form. The table's ticks belong to it, too. */
	form: string
	fill(form: Locator, person: Person): Promise<void>
	button: RegExp
}

async function tickTwo({ page }: Person) {
	const boxes = page.locator('main table input[name="id"]')
	for (const box of (await boxes.all()).slice(0, 2)) await box.check()
}

const ACTS: readonly Act[] = [
	{
		name: "a rejection for one reason",
		login: "municipal",
		address: "/municipality/registration",
		form: "form:has([name=reasonCode])",
		async fill(form, person) {
			await tickTwo(person)
			await person.unfold("Отклонить отмеченные по одной причине")
			await form.locator("[name=reasonCode]").selectOption({ index: 1 })
			await form.locator("[name=reason]").fill("Подпись на второй странице, и дата")
		},
		button: /^Отклонить отмеченные$/,
	},
	{
		name: "a registration of all that were found",
		login: "municipal",
		address: "/municipality/registration?show=all",
		form: "form:has([name=reasonCode])",
		fill: (_form, person) => person.tick(/^Выбрать все найденные/),
		button: /^Зарегистрировать (отмеченные|\d+ заявлени.)$/,
	},
	{
		name: "one period and one pair",
		login: "municipal",
		address: "/municipality/scheduling?q=",
		form: "form:has([name=colleagueReason])",
		async fill(form, person) {
			await tickTwo(person)
			await person.unfold("Назначить один период и одну пару отмеченным")
			await form.locator("[name=period]").selectOption({ index: 1 })
			await form.locator("[name=expert1]").selectOption({ index: 1 })
			await form.locator("[name=expert2]").selectOption({ index: 2 })
			await form.locator("[name=colleagueReason]").fill("Других специалистов нет")
		},
		button: /^Назначить отмеченным$/,
	},
	{
		name: "conclusions that are accepted together",
		login: "operator",
		address: "/operator/conclusions",
		form: "form#together",
		fill: (_form, person) => tickTwo(person),
		button: /^Принять отмеченные$/,
	},
	{
		name: "simplified applications that are passed to the commission together",
		login: "operator",
		address: "/operator/conclusions?show=to-admit",
		form: "form#together",
		fill: (_form, person) => tickTwo(person),
		button: /^Передать отмеченные комиссии$/,
	},
	{
		name: "one order for all schedules of a period",
		login: "operator",
		address: "/operator/schedules",
		form: 'form:has([value="approve-region"])',
		async fill(form) {
			await form.locator("[name=orderNumber]").fill("17-р")
			await form.locator("[name=orderDate]").fill("01.09.2026")
		},
		button: /^Утвердить по всей области$/,
	},
	{
		name: "a period that is opened again",
		login: "operator",
		address: "/operator/periods",
		async open(person) {
			await person.follow(/сентябрь-октябрь 2026/, person.page.locator("main tbody th"))
		},
		form: 'form:has([name="periodId"]):has([name=until])',
		async fill(form) {
			await form.locator("[name=reason]").fill("Опоздали два муниципалитета, связи не было")
			await form.locator("[name=until]").fill("05.10.2026")
		},
		button: /^Открыть снова по всей области$/,
	},
]

/** Texts, choices and ticks, by the names under which the form sends them. */
const contentOf = (form: Locator) =>
	form.evaluate((one) =>
		[...new FormData(one as HTMLFormElement)].map(([name, value]) => `${name}: ${String(value)}`),
	)

describeBothWays("the way back from a preview", (stage, scripted) => {
	test.each(ACTS)("finds the form as it was sent: $name", async ({ login, address, open, ...act }) => {
		const person = await stage.person(login)
		const { page } = person
		const form = page.locator(`main ${act.form}`)
		await person.go(address)
		await open?.(person)
		await form.waitFor({ state: "attached" })
		await act.fill(form, person)
		const sent = await contentOf(form)
		const finds = async () => {
			await page.waitForURL(({ pathname }) => !pathname.includes("/batches/"))
			await expect.poll(() => contentOf(form), PATIENCE).toEqual(sent)
			await person.sees(form.getByRole("button", { name: act.button }))
			expect(await page.locator(".errors").count()).toBe(0)
		}
		await person.press(act.button, form)
		await page.waitForURL(/\/batches\//)
		await person.follow(/^Вернуться/)
		await finds()
		if (!scripted) return
		await person.press(act.button, form)
		await page.waitForURL(/\/batches\//)
		await page.goBack()
		await finds()
	})

	test("a refused form leaves the address of its page as it was", async () => {
		const person = await stage.person("municipal")
		const { page } = person
		await person.go("/municipality/entry")
		const button = page.getByRole("button", { name: "Сохранить и прикрепить файлы" })
		if (!(await button.isVisible())) await person.unfold("Внести заявление")
		await button.click()
		await expect.poll(() => page.locator("main [aria-invalid=true]").count(), PATIENCE).toBeGreaterThan(0)
		expect(new URL(page.url()).search).toBe("")
	})
})
