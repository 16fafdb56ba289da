import { describe, expect, test } from "vitest"
import type { SheetCode } from "#app/documents/sheet-code/sheet-code.ts"
import { type ExpectedPaper, judgeScan, objections } from "./judge-scan.ts"
import { type Ink, type PageReading, UNREAD } from "./reading.ts"

const code: SheetCode = { paperId: "A7K39QXB", kind: "application", version: 2, hash: "7F2" }
const expected: ExpectedPaper = {
	paperId: code.paperId,
	kind: code.kind,
	edition: code,
	signatures: { 1: "педагога" },
}

const sheet = (page: number, of = 3, changes: Partial<SheetCode> = {}): PageReading => ({
	...UNREAD,
	sheet: { ...code, ...changes },
	number: { page, of },
})
const signed = (reading: PageReading, ink: Ink = "signed", line = 1): PageReading => ({
	...reading,
	signatures: [...reading.signatures, { paperId: code.paperId, line, ink }],
})
const last = signed(sheet(3))
const blank: PageReading = { ...UNREAD, blank: true }

const judge = (...readings: PageReading[]) => judgeScan(readings, expected)
const said = (...readings: PageReading[]) => judge(...readings).findings.map(({ text }) => text)
const order = (...readings: PageReading[]) => judge(...readings).order.map(({ page }) => page)

describe("a scan that is as it should be", () => {
	test("has nothing said against it, and keeps its order", () => {
		const report = judge(sheet(1), sheet(2), last)
		expect(report).toMatchObject({ pages: 3, read: 3, arranged: false, findings: [] })
	})

	test("is put in order when its pages came in another", () => {
		expect(said(last, sheet(1), sheet(2))).toEqual([])
		expect(order(last, sheet(1), sheet(2))).toEqual([1, 2, 0])
		expect(judge(last, sheet(1), sheet(2)).arranged).toBe(true)
	})

	test("is put upright when its pages lie on their side", () => {
		const report = judge(sheet(1), { ...sheet(2), turns: 3 }, last)
		expect(report.order[1]).toEqual({ page: 1, turns: 3 })
		expect(report.arranged).toBe(true)
	})
})

describe("what the codes say for certain is to be mended before filing", () => {
	test("a missing page is named", () => {
		expect(said(sheet(1), last)).toEqual(["Не хватает страницы 2 из 3"])
		expect(objections(judge(sheet(1), last))).toHaveLength(1)
	})

	test("several missing pages are named in one sentence", () => {
		expect(said(signed(sheet(4, 4)))).toEqual(["Не хватает страниц 1, 2 и 3 из 4"])
	})

	test("a page of another paper is named by its place", () => {
		const foreign = sheet(2, 3, { paperId: "M4TZ08WC" })
		expect(said(sheet(1), foreign, sheet(2), last)).toEqual(["Страница 2 — из другого документа"])
	})

	test("a page of another paper does not stand in for one's own", () => {
		const foreign = sheet(2, 3, { paperId: "M4TZ08WC" })
		expect(said(sheet(1), foreign, last)).toEqual([
			"Страница 2 — из другого документа",
			"Не хватает страницы 2 из 3",
		])
	})

	test("a page of the same person's other paper is told from a stranger's", () => {
		const annex = sheet(1, 4, { kind: "annex" })
		expect(said(sheet(1), sheet(2), last, annex)).toEqual([
			"Страница 4 — не из заявления, а из приложения к заявлению",
		])
	})

	test("a page of an older version is named, and what to do", () => {
		const older = sheet(2, 3, { version: 1, hash: "K0M" })
		expect(said(sheet(1), older, sheet(2), last)).toEqual([
			"Страница 2 напечатана с прежней версии заявления. Скачайте, распечатайте и подпишите текущую",
		])
	})

	test("the same version with other content is not the paper that was formed", () => {
		expect(said(sheet(1), sheet(2, 3, { hash: "000" }), last)[0]).toMatch(/прежней версии/)
	})

	test("a whole scan of an older version is said once", () => {
		const older = { version: 1, hash: "K0M" }
		expect(said(sheet(1, 2, older), sheet(2, 2, older))).toEqual([
			"Скан напечатан с прежней версии заявления. Скачайте, распечатайте и подпишите текущую",
		])
	})

	test("a whole scan of another paper is said once", () => {
		expect(said(sheet(1, 2, { paperId: "M4TZ08WC" }), sheet(2, 2, { paperId: "M4TZ08WC" }))).toEqual([
			"Это скан другого документа, а нужен скан заявления",
		])
	})

	test("a line for the signature that was seen empty", () => {
		const found = objections(judge(sheet(1), sheet(2), signed(sheet(3), "empty")))
		expect(found.map(({ text }) => text)).toEqual(["Подпись не найдена: строка для неё пуста"])
	})
})

describe("what only a person can tell holds nothing up", () => {
	const calm = (...readings: PageReading[]) => expect(objections(judge(...readings))).toEqual([])

	test("a page twice", () => {
		expect(said(sheet(1), sheet(2), sheet(2), last)).toEqual([
			"Страница 2 повторяется: приложена 2\u00a0раза",
		])
		calm(sheet(1), sheet(2), sheet(2), last)
	})

	test("a blank page", () => {
		expect(said(sheet(1), sheet(2), blank, last)).toEqual(["Страница 3 пустая"])
		calm(sheet(1), sheet(2), blank, last)
	})

	test("a page that does not read is not called missing, and takes the free place", () => {
		const reading = said(sheet(1), last, UNREAD)
		expect(reading).toEqual([
			"Не удалось прочитать код на странице 2: проверьте сами, что все страницы и подпись на месте",
		])
		expect(order(sheet(1), last, UNREAD)).toEqual([0, 2, 1])
		calm(sheet(1), last, UNREAD)
	})

	test("more pages missing than unread: said, but not for certain", () => {
		expect(said(last, UNREAD)[0]).toBe("Не хватает страниц 1 и 2 из 3")
		calm(last, UNREAD)
	})

	test("a scan of which nothing reads is for people alone", () => {
		expect(said(UNREAD, UNREAD)).toEqual([
			"Не удалось прочитать код в скане: проверьте сами, что все страницы и подпись на месте",
		])
		calm(UNREAD, UNREAD)
	})

	test("a sheet whose code reads and whose number does not stays where it was", () => {
		expect(order(sheet(1), { ...sheet(2), number: null }, last)).toEqual([0, 1, 2])
		calm(sheet(1), { ...sheet(2), number: null }, last)
	})

	test("a signature that could not be seen well", () => {
		expect(said(sheet(1), sheet(2), signed(sheet(3), "unsure"))[0]).toMatch(/не удалось проверить/)
		calm(sheet(1), sheet(2), signed(sheet(3), "unsure"))
	})

	test("a signature whose square did not read is not called missing", () => {
		expect(said(sheet(1), sheet(2), sheet(3))[0]).toMatch(/не удалось проверить/)
		calm(sheet(1), sheet(2), sheet(3))
	})

	test("a page twice, once signed and once not, is signed", () => {
		expect(said(sheet(1), sheet(2), signed(sheet(3), "empty"), last)).toEqual([
			"Страница 3 повторяется: приложена 2\u00a0раза",
		])
	})

	test("the line of another paper's signature counts for nothing", () => {
		const foreign: PageReading = {
			...sheet(3),
			signatures: [{ paperId: "M4TZ08WC", line: 1, ink: "signed" }],
		}
		expect(said(sheet(1), sheet(2), foreign)[0]).toMatch(/не удалось проверить/)
	})
})

describe("a paper with several signatures", () => {
	const conclusion: ExpectedPaper = {
		paperId: code.paperId,
		kind: "conclusion",
		edition: null,
		signatures: { 1: "первого специалиста", 2: "второго специалиста", 3: "педагога" },
	}
	const page = sheet(1, 1, { kind: "conclusion" })

	test("names whose is missing", () => {
		const reading = signed(signed(signed(page, "signed", 1), "empty", 2), "signed", 3)
		expect(judgeScan([reading], conclusion).findings.map(({ text }) => text)).toEqual([
			"Подпись второго специалиста не найдена: строка для неё пуста",
		])
	})
})
