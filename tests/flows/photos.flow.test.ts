import type { Page } from "playwright-core"
import sharp from "sharp"
import { expect, test } from "vitest"
import { sheetPhoto } from "../forms/papers.ts"
import { PATIENCE } from "../setup/patience.ts"
import { describeBothWays } from "./journey.ts"
import { type Paper, scan } from "./papers.ts"

/** A teacher of the demo region whose application is formed, with nothing attached yet. */
const TEACHER = "pedagog2"

/** As large as a camera's: nothing can compress noise. */
async function largePhoto(name: string): Promise<Paper> {
	const noise = { type: "gaussian", mean: 180, sigma: 70 } as const
	const sheet = sharp({ create: { width: 1200, height: 1600, channels: 3, background: "white", noise } })
	return { name, mimeType: "image/jpeg", buffer: await sheet.jpeg({ quality: 90 }).toBuffer() }
}

/** Pictures of pages wait, as over a slow line. @returns what lets them come, and ends when they are shown */
async function holdPictures(page: Page): Promise<() => Promise<void>> {
	const pictures = /\/photos\/[0-9a-f-]{36}/
	let release = () => {}
	const released = new Promise<void>((resolve) => {
		release = resolve
	})
	await page.route(pictures, async (route) => {
		await released
		await route.continue()
	})
	return async () => {
		release()
		await page.waitForFunction(() =>
			[...document.querySelectorAll<HTMLImageElement>(".photos img")].every((one) => one.naturalWidth > 0),
		)
		await page.unroute(pictures)
	}
}

describeBothWays("a paper that is photographed page by page", (stage, scripted) => {
	test("gets one page for each photo, on the computer and from a telephone that is not signed in", async () => {
		const teacher = await stage.person(TEACHER)
		await teacher.go("/teacher/submit")
		const card = teacher.page.getByRole("region", { name: /Подписанное заявление/ })
		if (scripted) {
			// The plain field of the card, too, adds a photo to a photo, until a whole document replaces them.
			const chosen = () => card.locator(".chosen li > span:first-child").allInnerTexts()
			const choose = (name: string) => teacher.attach("Прикрепить скан", sheetPhoto(name), card)
			await choose("Лист 2.png")
			await choose("Лист 1.png")
			await expect.poll(chosen, PATIENCE).toEqual(["Лист 2.png", "Лист 1.png"])
			await teacher.press(/^Выше.*Лист 1/, card)
			await expect.poll(chosen, PATIENCE).toEqual(["Лист 1.png", "Лист 2.png"])
			await teacher.sees(card.getByText("Выбрано: 2 страницы. Они станут одним документом в этом порядке."))
			await teacher.press(/^Убрать.*Лист 2/, card)
			await teacher.attach("Прикрепить скан", await scan("Всё.pdf"), card)
			await expect.poll(chosen, PATIENCE).toEqual(["Всё.pdf"])
			await teacher.press(/^Убрать/, card)
			await expect.poll(chosen, PATIENCE).toEqual([])
		}
		await teacher.follow("Собрать из фотографий или снять телефоном", card)
		await teacher.isAt("Собрать из фотографий")
		for (const page of [1, 2]) {
			await teacher.attach("Фотография страницы", sheetPhoto(`Снимок ${page}.png`))
			await teacher.press("Добавить")
			await teacher.sees(teacher.page.getByRole("heading", { name: `Страница ${page}`, exact: true }))
		}
		if (scripted) {
			// Choosing again does not replace the photo that is chosen and not yet added.
			const choose = (name: string) => teacher.attach("Фотография страницы", sheetPhoto(name))
			await choose("Снимок 3.png")
			await choose("Снимок 4.png")
			const letPicturesCome = await holdPictures(teacher.page)
			await teacher.press("Добавить")
			await teacher.sees(teacher.page.getByRole("heading", { name: "Страница 4", exact: true }))
			const pages = () => teacher.page.locator(".photos > li").count()
			// A picture that arrives while the button is held down does not move the button from under the pointer.
			await teacher.page.getByRole("button", { name: /^Убрать.*страница 4$/ }).hover()
			await teacher.page.mouse.down()
			await letPicturesCome()
			await teacher.page.mouse.up()
			await expect.poll(pages, PATIENCE).toBe(3)
			await teacher.press(/^Убрать.*страница 3$/)
			await expect.poll(pages, PATIENCE).toBe(2)
		}
		await teacher.press("Показать код для телефона")
		await teacher.reads("Наведите камеру телефона на код")
		const address = await teacher.page.locator("#phone code").innerText()

		const telephone = await stage.passerBy("telephone")
		await telephone.go(new URL(address).pathname)
		await telephone.isAt("Сфотографируйте страницу 3")
		const pieces: string[] = []
		telephone.page.on("request", (request) => {
			if (/\/uploads\//.test(request.url())) pieces.push(request.headers()["x-http-method-override"] ?? "")
		})
		await telephone.attach("Фотография страницы", await largePhoto("IMG_3.jpg"))
		await telephone.press("Отправить")
		await telephone.reads("Добавлено: 1 страница")
		await telephone.isAt("Сфотографируйте страницу 4")
		// With script a large photograph arrives in pieces, although nobody is signed in here.
		expect(pieces.includes("PATCH")).toBe(scripted)

		// With script the list looks again by itself.
		if (!scripted) await teacher.go(teacher.page.url())
		await teacher.sees(teacher.page.getByRole("heading", { name: "Страница 3", exact: true }))
	})

	test("is put in order, turned, and attached as one PDF; the telephone's link then ends", async () => {
		const teacher = await stage.person(TEACHER)
		await teacher.press(/^Ниже.*страница 1$/)
		await teacher.reads("Порядок изменён")
		await teacher.press(/^Повернуть.*страница 2$/)
		await teacher.reads("Страница повёрнута")
		await teacher.press("Собрать PDF и прикрепить")
		await teacher.isAt("Подать заявление")
		await teacher.reads("3 стр.")
		const telephone = await stage.person("telephone")
		await telephone.go(telephone.page.url())
		await telephone.isAt("Ссылка больше не действует")
		expect(stage.complaints()).toEqual([])
	})
})
