import { PDFDocument } from "pdf-lib"
import type { BrowserContext, Locator, Page } from "playwright-core"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openPage, visit } from "../setup/browser.ts"
import { PATIENCE } from "../setup/patience.ts"
import { DEMO_PASSWORD, Person, setStage } from "./journey.ts"
import type { Paper } from "./papers.ts"
import { TEACHERS } from "./teacher.ts"

// What happens when a person is faster than the page, loses the connection, or uses a second tab.

const AWARDS = "Награды, звания"
const DEGREE = "Учёная степень, учёное звание"

const stage = setStage()

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })
const stands = (page: Page, label: string) =>
	expect.poll(() => field(page, label).inputValue(), { ...PATIENCE, message: `what stands in «${label}»` })
const saved = (page: Page) =>
	page.waitForResponse((answer) => answer.url().endsWith("/events") && answer.status() === 303)
/** No input reaches the server, not even when the person leaves the page. */
const cutOff = (context: BrowserContext) => context.route("**/events", (route) => route.abort())
const reconnect = (context: BrowserContext) => context.unroute("**/events")

describe("text typed into the application", () => {
	let address: string

	test("is typed on a step of the form", async () => {
		const person = await typist()
		await person.go("/teacher")
		await person.press("Начать заявление")
		await person.isAt("Как Вас указать в заявлении?")
		await person.follow(/Награды и обучение/, person.page.getByRole("navigation", { name: "Шаги заявления" }))
		await person.isAt("Есть ли у Вас степень, награды, повышение квалификации?")
		address = person.page.url()
	})
	const typist = () => stage.person(TEACHERS.tomsk.login)

	test("is restored and saved after a reload that came before the save", async () => {
		const { page } = await typist()
		await cutOff(page.context())
		await field(page, AWARDS).fill("Почётная грамота, 2024 год")
		await page.reload()
		await stands(page, AWARDS).toBe("Почётная грамота, 2024 год")
		await reconnect(page.context())
		await page.reload()
		await expect.poll(() => page.evaluate(() => sessionStorage.getItem("typed")), PATIENCE).toBeNull()
		expect(await (await page.request.get(address)).text()).toContain("Почётная грамота, 2024 год")
	})

	test("appears in the other tab by itself, without replacing an unsaved answer there", async () => {
		const { page } = await typist()
		const other = await page.context().newPage()
		await visit(other, address)
		const arrived = saved(other)
		await field(other, AWARDS).fill("Медаль, 2025 год")
		await arrived
		await stands(page, AWARDS).toBe("Медаль, 2025 год")

		await page.route("**/events", (route) => route.abort())
		await field(page, DEGREE).fill("кандидат наук")
		const again = saved(other)
		await field(other, DEGREE).fill("доктор наук")
		await again
		const alert = page.getByRole("alert").filter({ hasText: DEGREE })
		await alert.waitFor()
		await stands(page, DEGREE).toBe("доктор наук")
		expect(await alert.innerText()).toContain("кандидат наук")
		await page.reload()
		await alert.waitFor()
		await page.unroute("**/events")
		const taken = saved(page)
		await alert.getByRole("button", { name: "Вернуть написанное здесь" }).click()
		await taken
		await stands(other, DEGREE).toBe("кандидат наук")
		await other.close()
	})

	test("is lost in neither of two tabs that save one answer at the same moment", async () => {
		const { page } = await typist()
		const other = await page.context().newPage()
		await visit(other, address)
		const tabs = [
			{ tab: page, text: "Написано в первой вкладке" },
			{ tab: other, text: "Написано во второй вкладке" },
		]
		// Both saves wait for each other, so neither tab knows of the other's text when it sends its own.
		let arrived = 0
		let release = () => {}
		const together = new Promise<void>((resolve) => {
			release = resolve
		})
		await page.context().route("**/events", async (route) => {
			arrived += 1
			if (arrived === tabs.length) release()
			await together
			await route.continue()
		})
		await Promise.all(tabs.map(({ tab, text }) => field(tab, AWARDS).fill(text)))
		const alerts = tabs.map(({ tab }) => tab.getByRole("alert").filter({ hasText: AWARDS }))
		await expect
			.poll(async () => (await Promise.all(alerts.map((alert) => alert.count()))).sort(), PATIENCE)
			.toEqual([0, 1])
		await page.context().unroute("**/events")
		const loser = (await alerts[0]?.count()) ? 0 : 1
		const [lost, won] = [tabs[loser], tabs[1 - loser]]
		await stands(lost?.tab ?? page, AWARDS).toBe(won?.text)
		expect(await alerts[loser]?.innerText()).toContain(lost?.text)
		await alerts[loser]?.getByRole("button", { name: "Вернуть написанное здесь" }).click()
		await stands(won?.tab ?? page, AWARDS).toBe(lost?.text)
		await other.close()
	})

	test("is kept beside the other answer without a script, too", async () => {
		const { page } = await typist()
		const plainPage = () =>
			openPage({
				baseURL: stage.server.url,
				javaScriptEnabled: false,
				...state,
			})
		const state = { storageState: await page.context().storageState() }
		const [one, two] = [await plainPage(), await plainPage()]
		for (const { page: window } of [one, two]) await window.goto(address)
		const save = async (window: Page, text: string) => {
			await field(window, AWARDS).fill(text)
			await window.getByRole("button", { name: "Сохранить и продолжить" }).click()
		}
		await save(one.page, "Без скрипта, первое окно")
		await save(two.page, "Без скрипта, второе окно")
		await two.page
			.getByRole("alert")
			.getByText("В другом окне сохранено: «Без скрипта, первое окно».")
			.waitFor()
		await stands(two.page, AWARDS).toBe("Без скрипта, второе окно")
		await two.page.getByRole("button", { name: "Сохранить и продолжить" }).click()
		await two.page.goto(address)
		await stands(two.page, AWARDS).toBe("Без скрипта, второе окно")
		expect([...one.complaints, ...two.complaints]).toEqual([])
		await Promise.all([one.close(), two.close()])
	})

	test("that is too long to be sent while the page closes makes the browser ask", async () => {
		const { page } = await typist()
		const tab = await page.context().newPage()
		await visit(tab, address.replace("step=awards", "step=results"))
		await tab.route("**/events", (route) => route.abort())
		for (const name of ["result1", "result2"]) {
			await tab.locator(`[name=${name}]`).click()
			await tab.locator(`[name=${name}]`).fill("Достижения ".repeat(540))
		}
		const asked = tab.waitForEvent("dialog")
		await tab.close({ runBeforeUnload: true })
		expect((await asked).type()).toBe("beforeunload")
		await (await asked).dismiss()
		await tab.close()
	})

	test("appears in a page that waited on another device, as soon as its reader comes back", async () => {
		const { page } = await typist()
		const { page: telephone, close } = await openPage({
			baseURL: stage.server.url,
			storageState: await page.context().storageState(),
		})
		await visit(telephone, address)
		const arrived = saved(telephone)
		await field(telephone, AWARDS).fill("Грамота с телефона")
		await arrived
		await page.evaluate(() => window.dispatchEvent(new Event("focus")))
		await stands(page, AWARDS).toBe("Грамота с телефона")
		await close()
	})

	test("is not shown to the next person at the same browser", async () => {
		const person = await typist()
		const { page } = person
		await cutOff(page.context())
		await field(page, DEGREE).fill("только для меня")
		await person.press("Выйти")
		await reconnect(page.context())
		await person.go("/login")
		await person.fill("Имя пользователя", "teacher2")
		await person.fill("Пароль", DEMO_PASSWORD)
		await person.press("Войти")
		await person.sees(page.getByRole("button", { name: "Выйти" }))
		await expect.poll(() => page.evaluate(() => sessionStorage.getItem("typed")), PATIENCE).toBeNull()
	})

	test("is saved from a browser that forbids local storage", async () => {
		// Remix's own script for the scroll position reports an error in such a browser. Nothing else may report one.
		const { page, complaints, close } = await openPage({ baseURL: stage.server.url })
		await page.addInitScript(() => {
			Object.defineProperty(window, "sessionStorage", {
				get() {
					throw new DOMException("denied", "SecurityError")
				},
			})
		})
		const person = new Person("teacher without a store", page, complaints, true)
		await person.go("/login")
		await person.fill("Имя пользователя", TEACHERS.tomsk.login)
		await person.fill("Пароль", DEMO_PASSWORD)
		await person.press("Войти")
		await person.sees(page.getByRole("button", { name: "Выйти" }))
		await person.go(address)
		const arrived = saved(page)
		await field(page, AWARDS).fill("Знак отличия")
		await arrived
		await person.go(address)
		await stands(page, AWARDS).toBe("Знак отличия")
		expect(new Set(complaints)).toEqual(new Set(["denied"]))
		await close()
	})
})

test("a page survives a key press while the script takes it over", async () => {
	const { page, complaints, close } = await openPage({ baseURL: stage.server.url })
	// React listens for keys as soon as it has the page, before it has rendered it.
	await page.addInitScript(() => {
		const listen = document.addEventListener.bind(document)
		const press = () =>
			document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true }))
		document.addEventListener = (...what: Parameters<typeof listen>) => {
			listen(...what)
			if (what[0] === "keydown") queueMicrotask(press)
		}
	})
	await visit(page, "/login")
	expect(complaints).toEqual([])
	await close()
})

const PIECES = /:\d+\/uploads(\/|$)/

const linkIn = async (card: Locator) =>
	(await card.locator('a[href^="/files/"]').first().getAttribute("href")) ?? ""

/** As large as a scan in colour: pages of noise, which nothing can compress. */
async function largeScan(name: string): Promise<Paper> {
	const document = await PDFDocument.create()
	const noise = { type: "gaussian", mean: 200, sigma: 60 } as const
	const create = { width: 1300, height: 1840, channels: 3, background: "white", noise } as const
	const image = await document.embedJpg(await sharp({ create }).jpeg({ quality: 95 }).toBuffer())
	document.addPage([595, 842]).drawImage(image, { width: 595, height: 842 })
	document.addPage([595, 842]).drawImage(image, { width: 595, height: 842 })
	return { name, mimeType: "application/pdf", buffer: Buffer.from(await document.save()) }
}

describe("a large file over a line that breaks", () => {
	const CARD = /Подписанное заявление/

	test("goes on by itself where the line broke, and arrives byte for byte", async () => {
		const teacher = await stage.person("pedagog2")
		await teacher.go("/teacher/submit")
		const { page } = teacher
		const paper = await largeScan("Большой скан.pdf")
		expect(paper.buffer.length).toBeGreaterThan(1_500_000)
		const sent: number[] = []
		let pieces = 0
		await page.route(PIECES, async (route) => {
			const request = route.request()
			if (request.headers()["x-http-method-override"] !== "PATCH") return route.continue()
			pieces += 1
			// Every second piece is lost on the way.
			if (pieces % 2 === 0) return route.abort("connectionreset")
			sent.push(request.postDataBuffer()?.length ?? 0)
			return route.continue()
		})
		const region = page.getByRole("region", { name: CARD })
		await teacher.attach("Прикрепить скан", paper, region)
		await teacher.press("Загрузить выбранные файлы", region)
		await teacher.sees(region.getByText(/^Прикреплено/).first())
		await page.unroute(PIECES)
		expect(pieces).toBeGreaterThan(sent.length)
		expect(sent.reduce((sum, one) => sum + one, 0)).toBe(paper.buffer.length)
		const link = await linkIn(region)
		const kept = await (await page.request.get(link)).body()
		expect(Buffer.compare(kept, paper.buffer)).toBe(0)
	})

	test("waits for «Повторить» when the line does not come back, and then sends only the rest", async () => {
		const teacher = await stage.person("pedagog2")
		const { page } = teacher
		const paper = await largeScan("Другой скан.pdf")
		let isDead = false
		const sent: number[] = []
		await page.clock.install()
		await page.route(PIECES, async (route) => {
			if (isDead) return route.abort("internetdisconnected")
			await route.continue()
			const piece = route.request().postDataBuffer()?.length ?? 0
			sent.push(piece)
			if (piece > 0) isDead = sent.length === 2
		})
		const region = page.getByRole("region", { name: CARD })
		const former = await linkIn(region)
		await teacher.attach("Выбрать другой файл", paper, region)
		await teacher.press("Заменить файл", region)
		await teacher.sees(page.getByText("Связь прервалась. Ждём её и продолжим с того же места"))
		for (let pause = 0; pause < 20; pause += 1) await page.clock.runFor(20_000)
		await teacher.sees(page.getByText("Отправленная часть файла сохранена").first())
		isDead = false
		const before = sent.reduce((sum, one) => sum + one, 0)
		expect(before).toBeGreaterThan(0)
		await teacher.press("Повторить", region)
		await expect.poll(() => linkIn(region), PATIENCE).not.toBe(former)
		await page.unroute(PIECES)
		expect(sent.reduce((sum, one) => sum + one, 0)).toBe(paper.buffer.length)
	})
})

describe("a large file of a colleague", () => {
	/** Counts what the browser sends in pieces, and loses the second piece on the way. */
	async function countPieces({ page }: Person) {
		let [pieces, bytes] = [0, 0]
		await page.route(PIECES, async (route) => {
			const request = route.request()
			if (request.headers()["x-http-method-override"] !== "PATCH") return route.continue()
			pieces += 1
			if (pieces === 2) return route.abort("connectionreset")
			bytes += request.postDataBuffer()?.length ?? 0
			return route.continue()
		})
		return async () => {
			await page.unroute(PIECES)
			return { pieces, bytes }
		}
	}

	test("arrives in pieces from a school that helps", async () => {
		const school = await stage.person("school")
		await school.go("/school/applications")
		await school.follow(/^Дорофеева/)
		const region = school.page.getByRole("region", { name: /Подписанное заявление/ })
		const paper = await largeScan("Скан из школы.pdf")
		const counted = await countPieces(school)
		const former = await linkIn(region)
		await school.attach("Выбрать другой файл", paper, region)
		await school.press("Заменить файл", region)
		await expect.poll(() => linkIn(region), PATIENCE).not.toBe(former)
		const { pieces, bytes } = await counted()
		expect(pieces).toBeGreaterThan(2)
		expect(bytes).toBe(paper.buffer.length)
	})

	test("arrives in pieces from an expert, with the result of the conclusion", async () => {
		const expert = await stage.person("expert1")
		await expert.go("/expert/attestation")
		await expert.follow(/^Рябинин/)
		await expert.sees(expert.page.getByLabel("Файл заключения", { exact: true }))
		const paper = await largeScan("Заключение.pdf")
		const counted = await countPieces(expert)
		await expert.choose("Предлагаемый результат: заявленной квалификационной категории", "соответствует")
		await expert.tick(/^Все страницы и все подписи на месте/)
		await expert.attach("Файл заключения", paper)
		await expert.press("Прикрепить итоговое заключение")
		await expert.seesStatus("concluded.awaitingTeacher", "Ждёт подписи педагога")
		const { pieces, bytes } = await counted()
		expect(pieces).toBeGreaterThan(2)
		expect(bytes).toBe(paper.buffer.length)
	})
})

describe("a button pressed twice without JavaScript", () => {
	let coordinator: Person
	let close: () => Promise<void>
	beforeAll(async () => {
		const opened = await openPage({ baseURL: stage.server.url, javaScriptEnabled: false })
		close = opened.close
		coordinator = new Person("municipal without script", opened.page, opened.complaints, false)
		await coordinator.go("/login")
		await coordinator.fill("Имя пользователя", "municipal")
		await coordinator.fill("Пароль", DEMO_PASSWORD)
		await coordinator.press("Войти")
		await coordinator.go("/municipality/registration")
		await coordinator.follow(/^Отклонить/)
		await coordinator.choose("Причина отклонения", "Отсутствие подписи")
	})
	afterAll(() => close?.())

	const send = (fields: Record<string, string>, to: string) =>
		coordinator.page.request.post(to, {
			form: fields,
			headers: { Origin: stage.server.url },
			maxRedirects: 0,
		})

	test("says at the form that the act is done; a different reason or an invalid version is refused", async () => {
		const { page } = coordinator
		const here = page.url().split("#")[0] ?? ""
		const version = await page
			.locator('form:has(input[value="application.reject"]) input[name="version"]')
			.inputValue()
		const reasonCode = await page.locator('input[name="reasonCode"]:checked').inputValue()
		const fields = { event: "application.reject", version, reasonCode, reason: "" }
		expect((await send({ ...fields, version: "вторая" }, here)).status()).toBe(400)
		expect((await send(fields, here)).status()).toBe(303)
		await coordinator.press("Отклонить заявление")
		await coordinator.seesStatus("rejected", "Отклонено")
		const alert = page.getByRole("alert")
		await coordinator.sees(
			alert.filter({ hasText: "Это уже сделано: заявление отклонено. Вы сделали это в" }),
		)
		expect(await page.getByText("Действие не выполнено").count()).toBe(0)

		const events = `/applications/${here.split("/").at(-1)}/events`
		const twice = await send({ ...fields, returnTo: "/municipality/registration" }, events)
		expect(twice.status()).toBe(409)
		const text = await twice.text()
		expect(text).toContain("Повторять не нужно")
		expect(text).toContain('href="/municipality/registration"')
		const other = await send({ ...fields, reason: "Нет второй страницы" }, events)
		expect(other.status()).toBe(409)
		expect(await other.text()).not.toContain("Это уже сделано")
	})
})

describe.each([320, 1440])("registration at %i px", (width) => {
	test("moves nothing under the pointer when «Имя … уже занято» or the error of the previous field appears", async () => {
		const { page, complaints, close } = await openPage({
			baseURL: stage.server.url,
			viewport: { width, height: 900 },
		})
		await visit(page, "/register")
		const consent = page.getByLabel("Даю согласие на обработку персональных данных")
		const place = async () => (await consent.boundingBox())?.y
		await consent.scrollIntoViewIfNeeded()
		const before = await place()
		await field(page, "Имя пользователя").fill("teacher")
		await page.getByText("Имя teacher уже занято.").waitFor()
		expect(await place()).toBe(before)
		await field(page, "Пароль").fill("short")
		await consent.click()
		await page
			.getByText(/Пароль не короче|не короче 8/)
			.first()
			.waitFor()
		await expect.poll(() => consent.isChecked(), PATIENCE).toBe(true)
		expect(complaints).toEqual([])
		await close()
	})
})
