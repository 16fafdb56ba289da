import pg from "pg"
import type { Page } from "playwright-core"
import { beforeAll, describe, expect, test } from "vitest"
import { PATIENCE } from "../setup/patience.ts"
import { describeBothWays, type Person, setStage } from "./journey.ts"

// Applications are opened one by one, next to their scans.

const heading = (page: Page) => page.locator("h1").innerText()
const bench = (page: Page) => new URL(page.url()).pathname

/** Whether every sheet in sight has arrived as an image. */
const sheetsShown = (page: Page) =>
	page
		.locator(".viewer__sheets img")
		.evaluateAll((images) =>
			images.map(
				(image) => (image as HTMLImageElement).complete && (image as HTMLImageElement).naturalWidth > 500,
			),
		)

async function seesSheets(page: Page, count: number) {
	await expect.poll(() => sheetsShown(page), PATIENCE).toEqual(Array.from({ length: count }, () => true))
}

/** Expects that the page moves on to another application, and says which. */
async function movesOn(person: Person, from: string): Promise<string> {
	await expect.poll(() => heading(person.page), PATIENCE).not.toBe(from)
	return heading(person.page)
}

describeBothWays("one by one", (stage, _scripted) => {
	let coordinator: Person
	beforeAll(async () => {
		coordinator = await stage.person("municipal")
	})

	test("the first of those that wait stands beside its scan, with what the codes prove", async () => {
		await coordinator.go("/municipality/registration")
		await coordinator.follow("Рассматривать по одному")
		await coordinator.reads("Заявление 1 из")
		await coordinator.seesStatus("submitted", "Подано")
		await coordinator.reads("По кодам:")
		await expect.poll(async () => (await sheetsShown(coordinator.page)).length, PATIENCE).toBeGreaterThan(0)
		await seesSheets(coordinator.page, (await sheetsShown(coordinator.page)).length)
	})

	test("a sheet is enlarged and turned, and another paper is looked at in the same place", async () => {
		const { page } = coordinator
		const firstImage = page.locator(".viewer__sheets img").first()
		const upright = await firstImage.boundingBox()
		await coordinator.follow("Крупнее")
		await seesSheets(page, 1)
		await expect
			.poll(async () => (await firstImage.boundingBox())?.width, PATIENCE)
			.toBeGreaterThan((upright?.width ?? 0) * 1.4)
		await coordinator.follow("Повернуть")
		await expect
			.poll(() => firstImage.evaluate((one) => (one as HTMLImageElement).naturalWidth), PATIENCE)
			.toBeGreaterThan(1700)
		const other = page.locator(".viewer__paper:not([aria-current])").first()
		const title = await other.innerText()
		await other.click()
		await expect
			.poll(() => page.locator(".viewer__paper[aria-current]").allInnerTexts(), PATIENCE)
			.toEqual([title])
	})

	test("a rejection without a reason is refused, and what was typed stays", async () => {
		await coordinator.go(bench(coordinator.page))
		const { page } = coordinator
		await coordinator.unfold("Отклонить")
		await coordinator.fill("Пояснение для педагога", " ")
		await coordinator.press("Отклонить и следующее")
		const question = page.getByRole("group", { name: "Причина отклонения", exact: true })
		await coordinator.sees(question.getByText("Выберите причину из списка или напишите свою."))
		await coordinator.choose("Причина отклонения", "Другая причина")
		await coordinator.fill("Пояснение для педагога", "Подпись")
		await coordinator.seesStatus("submitted", "Подано")
	})

	test("a rejected one makes room for the next at once", async () => {
		const from = await heading(coordinator.page)
		await coordinator.choose("Причина отклонения", "Отсутствие подписи")
		await coordinator.press("Отклонить и следующее")
		await movesOn(coordinator, from)
		await coordinator.reads("Заявление 1 из")
		await coordinator.reads("Заявление отклонено")
	})

	test("one click registers, and one load brings the next", async () => {
		const { page } = coordinator
		const from = await heading(page)
		let pages = 0
		page.on("request", (request) => {
			if (
				/\/municipality\/registration\/[^/]+?(\.data)?(\?|$)/.test(request.url()) &&
				request.method() === "GET"
			)
				pages += 1
		})
		await coordinator.press("Зарегистрировать и следующее")
		await movesOn(coordinator, from)
		await coordinator.reads("Заявление зарегистрировано")
		await coordinator.seesStatus("submitted", "Подано")
		await coordinator.reads("По кодам:")
		expect(pages).toBe(1)
	})

	test("the filters of the list hold on the way from one to the next", async () => {
		await coordinator.go("/municipality/registration?show=findings")
		const count = await coordinator.page.locator("tbody tr").count()
		expect(count).toBeGreaterThan(0)
		await coordinator.follow("Рассматривать по одному")
		await coordinator.reads(`Заявление 1 из ${count}`)
		expect(new URL(coordinator.page.url()).searchParams.get("show")).toBe("findings")
	})

	test("looking at a sheet is a read of the teacher's data, as a download is", async () => {
		const database = new pg.Client({ connectionString: stage.server.databaseUrl })
		await database.connect()
		const reads = () =>
			database
				.query<{ path: string }>(
					`SELECT DISTINCT x."path" FROM "AccessLog" x JOIN "Person" p ON p."id" = x."actorId"
					WHERE p."username" = 'municipal' AND x."what" = 'read' AND x."path" LIKE '/files/%'`,
				)
				.then(({ rows }) => rows.map(({ path }) => path))
		await expect
			.poll(reads, PATIENCE)
			.toContainEqual(expect.stringMatching(/^\/files\/[0-9a-f-]{36}\/pages\/1\.jpg$/))
		await database.end()
	})

	test("a coordinator of another municipality finds neither the application nor its sheets", async () => {
		const sheet = await coordinator.page.locator(".viewer__sheets img").first().getAttribute("src")
		const here = bench(coordinator.page)
		const stranger = await stage.person("municipal3")
		for (const address of [here, sheet ?? ""]) {
			const answer = await stranger.page.request.get(address)
			expect(answer.status(), address).toBe(404)
		}
		const post = await stranger.page.request.post(here, {
			form: { event: "application.register" },
			headers: { Origin: stage.server.url },
		})
		expect(post.status()).toBe(404)
	})

	test("nobody complained", () => {
		expect(stage.complaints()).toEqual([])
	})
})

describe("the keys of the workbench", () => {
	const stage = setStage()
	let coordinator: Person
	beforeAll(async () => {
		coordinator = await stage.person("municipal")
	})

	test("the whole workbench is on a screen of 1440 × 900, and nothing in it scrolls by itself", async () => {
		const { page } = coordinator
		await coordinator.go("/municipality/registration")
		await coordinator.follow("Рассматривать по одному")
		await coordinator.seesStatus("submitted", "Подано")
		await seesSheets(page, (await sheetsShown(page)).length)
		const beyond = await page.evaluate(() => ({
			page: document.documentElement.scrollHeight - innerHeight,
			inner: [...document.querySelectorAll("main *")]
				.filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowY))
				.filter((one) => one.scrollHeight > one.clientHeight + 1)
				.map((one) => one.className),
		}))
		expect(beyond.inner).toEqual([])
		const foot = await page.locator(".actbar").boundingBox()
		const sheet = await page.locator(".viewer__sheets img").first().boundingBox()
		const checks = await page.locator(".check").boundingBox()
		for (const box of [sheet, checks])
			expect((box?.y ?? 0) + (box?.height ?? Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(foot?.y ?? 0)
	})

	test("J and K go to the neighbours, in the Russian layout, too", async () => {
		const { page } = coordinator
		const first = await heading(page)
		await page.keyboard.press("j")
		const second = await movesOn(coordinator, first)
		await page.keyboard.press("k")
		await movesOn(coordinator, second)
		expect(await heading(page)).toBe(first)
	})

	test("«?» lists them, and switched off they do nothing until they are switched on", async () => {
		const { page } = coordinator
		const list = page.getByRole("dialog", { name: "Клавиши" })
		const here = await heading(page)
		await page.keyboard.press("?")
		await coordinator.sees(list.getByText("Зарегистрировать и открыть следующее"))
		await coordinator.press("Выключить клавиши", list)
		await coordinator.press("Закрыть", list)
		await page.keyboard.press("j")
		await page.keyboard.press("?")
		await coordinator.press("Включить клавиши", list)
		await coordinator.press("Закрыть", list)
		expect(await heading(page)).toBe(here)
	})

	test("X opens the reasons, and letters that are typed there remain letters", async () => {
		const { page } = coordinator
		const here = await heading(page)
		await page.keyboard.press("x")
		await expect
			.poll(() => page.evaluate(() => document.activeElement?.getAttribute("name")), PATIENCE)
			.toBe("reasonCode")
		const field = page.getByLabel("Пояснение для педагога", { exact: true })
		await field.focus()
		await page.keyboard.type("rjkx?")
		expect(await field.inputValue()).toBe("rjkx?")
		expect(await heading(page)).toBe(here)
		await coordinator.seesStatus("submitted", "Подано")
	})

	test("R registers and opens the next; held down it does not register that one as well", async () => {
		const { page } = coordinator
		const here = await heading(page)
		await page.locator("h1").click()
		await page.keyboard.down("r")
		await page.keyboard.down("r")
		await movesOn(coordinator, here)
		await page.keyboard.up("r")
		await coordinator.seesStatus("submitted", "Подано")
		expect(stage.complaints()).toEqual([])
	})
})
