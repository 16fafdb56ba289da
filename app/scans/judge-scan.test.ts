import { describe, expect, test } from "vitest"
import type { SheetCode, SheetPlace } from "#app/documents/sheet-code/sheet-code.ts"
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
	sheets: [{ code: { ...code, ...changes }, place: null, number: { page, of } }],
})
/** A sheet whose number was printed in another font, so that only its place in the paper is known. */
const placed = (place: SheetPlace | null): PageReading => ({
	...UNREAD,
	sheets: [{ code, place, number: null }],
})
const signed = (reading: PageReading, ink: Ink = "signed", line = 1): PageReading => ({
	...reading,
	signatures: [...reading.signatures, { paperId: code.paperId, kind: null, line, ink }],
})
const last = signed(sheet(3))
const blank: PageReading = { ...UNREAD, blank: true }

const judge = (...readings: PageReading[]) => judgeScan(readings, expected)
const said = (...readings: PageReading[]) => judge(...readings).findings.map(({ text }) => text)
const order = (...readings: PageReading[]) => judge(...readings).order.map(({ page }) => page)

describe("a correct scan", () => {
	test("has no findings and keeps its order", () => {
		const report = judge(sheet(1), sheet(2), last)
		expect(report).toMatchObject({ pages: 3, read: 3, arranged: false, findings: [] })
	})

	test("gets the right order when its pages came in another", () => {
		expect(said(last, sheet(1), sheet(2))).toEqual([])
		expect(order(last, sheet(1), sheet(2))).toEqual([1, 2, 0])
		expect(judge(last, sheet(1), sheet(2)).arranged).toBe(true)
	})

	test("is turned upright when its pages lie on their side", () => {
		const report = judge(sheet(1), { ...sheet(2), turns: 3 }, last)
		expect(report.order[1]).toEqual({ page: 1, turns: 3 })
		expect(report.arranged).toBe(true)
	})
})

describe("the codes prove a fault that must be corrected before filing", () => {
	test("when a page is missing", () => {
		expect(said(sheet(1), last)).toEqual(["Не хватает страницы 2 из 3"])
		expect(objections(judge(sheet(1), last))).toHaveLength(1)
	})

	test("when several pages are missing, which one sentence names", () => {
		expect(said(signed(sheet(4, 4)))).toEqual(["Не хватает страниц 1, 2 и 3 из 4"])
	})

	test("when a page belongs to another paper, which is named by its place", () => {
		const foreign = sheet(2, 3, { paperId: "M4TZ08WC" })
		expect(said(sheet(1), foreign, sheet(2), last)).toEqual(["Страница 2 — из другого документа"])
	})

	test("when a page of another paper takes the place of the right one", () => {
		const foreign = sheet(2, 3, { paperId: "M4TZ08WC" })
		expect(said(sheet(1), foreign, last)).toEqual([
			"Страница 2 — из другого документа",
			"Не хватает страницы 2 из 3",
		])
	})

	test("when a page belongs to another paper of the same person, which has another text than a stranger's", () => {
		const annex = sheet(1, 4, { kind: "annex" })
		expect(said(sheet(1), sheet(2), last, annex)).toEqual([
			"Страница 4 — не из заявления, а из приложения к заявлению",
		])
	})

	test("when a page belongs to an older version, with advice what to do", () => {
		const older = sheet(2, 3, { version: 1, hash: "K0M" })
		expect(said(sheet(1), older, sheet(2), last)).toEqual([
			"Страница 2 напечатана с прежней версии заявления. Скачайте, распечатайте и подпишите текущую",
		])
	})

	test("when the version is right but the content is not that of the formed paper", () => {
		expect(said(sheet(1), sheet(2, 3, { hash: "000" }), last)[0]).toMatch(/прежней версии/)
	})

	test("when the whole scan is of an older version, in one sentence", () => {
		const older = { version: 1, hash: "K0M" }
		expect(said(sheet(1, 2, older), sheet(2, 2, older))).toEqual([
			"Скан напечатан с прежней версии заявления. Скачайте, распечатайте и подпишите текущую",
		])
	})

	test("when the whole scan is of another paper, in one sentence", () => {
		expect(said(sheet(1, 2, { paperId: "M4TZ08WC" }), sheet(2, 2, { paperId: "M4TZ08WC" }))).toEqual([
			"Это скан другого документа, а нужен скан заявления",
		])
	})

	test("when a signature line is clearly empty", () => {
		const found = objections(judge(sheet(1), sheet(2), signed(sheet(3), "empty")))
		expect(found.map(({ text }) => text)).toEqual(["Подпись не найдена: строка для неё пуста"])
	})
})

describe("a finding that only a person can confirm does not block filing", () => {
	const calm = (...readings: PageReading[]) => expect(objections(judge(...readings))).toEqual([])

	test("when a page appears twice", () => {
		expect(said(sheet(1), sheet(2), sheet(2), last)).toEqual([
			"Страница 2 повторяется: приложена 2\u00a0раза",
		])
		calm(sheet(1), sheet(2), sheet(2), last)
	})

	test.each([
		[1, "Страница пустая: на ней нет ни текста, ни подписи"],
		[3, "Все страницы пустые: на них нет ни текста, ни подписи"],
	])("when all pages are blank, which must be corrected: %i", (pages, text) => {
		const { findings } = judgeScan(
			Array.from({ length: pages }, () => blank),
			expected,
		)
		expect(findings).toEqual([{ code: "blank", certain: true, text: expect.stringContaining(text) }])
	})
	test("when a page is blank", () => {
		expect(said(sheet(1), sheet(2), blank, last)).toEqual(["Страница 3 пустая"])
		calm(sheet(1), sheet(2), blank, last)
	})

	test("when a page cannot be read, which takes the free place instead of being called missing", () => {
		const reading = said(sheet(1), last, UNREAD)
		expect(reading).toEqual([
			"Не удалось прочитать код на странице 2: проверьте сами, что все страницы и подпись на месте",
		])
		expect(order(sheet(1), last, UNREAD)).toEqual([0, 2, 1])
		calm(sheet(1), last, UNREAD)
	})

	test("when more pages are missing than could not be read", () => {
		expect(said(last, UNREAD)[0]).toBe("Не хватает страниц 1 и 2 из 3")
		calm(last, UNREAD)
	})

	test("when nothing in the scan can be read", () => {
		expect(said(UNREAD, UNREAD)).toEqual([
			"Не удалось прочитать код в скане: проверьте сами, что все страницы и подпись на месте",
		])
		calm(UNREAD, UNREAD)
	})

	test("when the only sheet without a readable number takes the only free place", () => {
		expect(order(sheet(1), placed(null), last)).toEqual([0, 1, 2])
		expect(said(sheet(1), placed(null), last)).toEqual([])
	})

	test("when a signature is not clearly visible", () => {
		expect(said(sheet(1), sheet(2), signed(sheet(3), "unsure"))[0]).toMatch(/не удалось проверить/)
		calm(sheet(1), sheet(2), signed(sheet(3), "unsure"))
	})

	test("when the square of a signature cannot be read", () => {
		expect(said(sheet(1), sheet(2), sheet(3))[0]).toMatch(/не удалось проверить/)
		calm(sheet(1), sheet(2), sheet(3))
	})

	test("when a page appears twice and one of the two is signed", () => {
		expect(said(sheet(1), sheet(2), signed(sheet(3), "empty"), last)).toEqual([
			"Страница 3 повторяется: приложена 2\u00a0раза",
		])
	})

	test("when the signature line belongs to another paper", () => {
		const foreign: PageReading = {
			...sheet(3),
			signatures: [{ paperId: "M4TZ08WC", kind: null, line: 1, ink: "signed" }],
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

	test("is reported with the person whose signature is missing", () => {
		const reading = signed(signed(signed(page, "signed", 1), "empty", 2), "signed", 3)
		expect(judgeScan([reading], conclusion).findings.map(({ text }) => text)).toEqual([
			"Подпись второго специалиста не найдена: строка для неё пуста",
		])
	})
})

describe("a paper whose page numbers were printed in another font", () => {
	const [first, even, odd] = [placed("first"), placed("even"), placed("odd")]

	test("is complete if its first, even and odd sheets are there and the last is signed", () => {
		expect(said(signed(first))).toEqual([])
		expect(said(first, signed(even))).toEqual([])
		expect(said(first, even, signed(odd))).toEqual([])
		expect(said(first, even, odd, signed(even))).toEqual([])
	})

	test("gets the right order, as far as its sheets tell it", () => {
		expect(order(signed(odd), even, first)).toEqual([2, 1, 0])
		expect(said(signed(odd), even, first)).toEqual([])
		expect(order(signed(even), odd, even, first)).toEqual([3, 2, 1, 0])
	})

	test("is unsigned if the line is empty, whatever else was not read", () => {
		const texts = ["Подпись не найдена: строка для неё пуста"]
		expect(said(signed(first, "empty"))).toEqual(texts)
		expect(said(first, signed(even, "empty"))).toEqual(texts)
		expect(said(signed(placed(null), "empty"))).toEqual([
			"Документ узнан, но номера страниц не прочитаны: проверьте по номерам внизу листов, что все страницы на месте",
			...texts,
		])
	})

	test("lacks a page that the others prove", () => {
		expect(said(signed(even))).toEqual(["Не хватает страницы 1"])
		expect(said(first, signed(odd))).toEqual(["Не хватает страницы 2"])
		expect(said(signed(odd))).toEqual(["Не хватает страниц 1 и 2"])
		expect(objections(judge(first, signed(odd)))).toHaveLength(1)
	})

	test("needs a person's check if a page is missing or exists twice", () => {
		expect(said(first, even, signed(even))[0]).toMatch(/или одна приложена дважды/)
		const found = judge(first, even, placed("even"), odd, signed(placed("even")))
		expect(objections(found)).toEqual([])
		expect(found.findings[0]?.text).toMatch(/или одна приложена дважды/)
	})

	test("needs a person's check if the page with the signature is missing", () => {
		expect(said(first)[0]).toMatch(/строка для неё не найдена/)
	})

	test("is foreign if it belongs to another person, and outdated if it is another version", () => {
		const stranger = { ...first, sheets: [{ ...first.sheets[0], code: { ...code, paperId: "M4TZ08WC" } }] }
		expect(said(stranger as PageReading)).toEqual(["Это скан другого документа, а нужен скан заявления"])
		const older = { ...first, sheets: [{ ...first.sheets[0], code: { ...code, version: 1 } }] }
		expect(said(older as PageReading)[0]).toMatch(/прежней версии/)
	})
})

describe("a sheet whose foot is cut off", () => {
	const byLine = (ink: Ink, changes: object = {}): PageReading => ({
		...UNREAD,
		signatures: [{ paperId: code.paperId, kind: "application", line: 1, ink, ...changes }],
	})

	test("is recognised by its signature line, which also shows whether it is signed", () => {
		expect(said(sheet(1), sheet(2), byLine("signed"))).toEqual([
			"На странице 3 не виден код внизу листа: возможно, край отрезан. Проверьте, что весь текст виден",
		])
		expect(said(sheet(1), sheet(2), byLine("empty"))).toContain("Подпись не найдена: строка для неё пуста")
		expect(said(byLine("empty"))).toContain("Подпись не найдена: строка для неё пуста")
	})

	test("is foreign if its line belongs to another paper", () => {
		expect(said(sheet(1), sheet(2), byLine("signed", { paperId: "M4TZ08WC" }))[0]).toBe(
			"Страница 3 — из другого документа",
		)
	})

	test("does not sign an application if it is the signed annex", () => {
		const found = said(sheet(1), sheet(2), signed(sheet(3), "empty"), byLine("signed", { kind: "annex" }))
		expect(found).toContain("Подпись не найдена: строка для неё пуста")
		expect(found).toContain("Страница 4 — не из заявления, а из приложения к заявлению")
	})
})

describe("a picture of two sheets", () => {
	const two = (...readings: PageReading[]): PageReading => ({
		...UNREAD,
		sheets: readings.flatMap(({ sheets }) => sheets),
		signatures: readings.flatMap(({ signatures }) => signatures),
		roomy: true,
	})
	const ASKED =
		"На снимке 1 два листа (страницы 1 и 2). Каждый виден целиком? Если нет, снимите каждый лист отдельно"

	test("needs a person's check, and none of its pages counts as missing", () => {
		expect(said(two(sheet(1), sheet(2)), last)).toEqual([ASKED])
		expect(said(two(placed("first"), signed(placed("even"))))).toEqual([ASKED])
		expect(objections(judge(two(sheet(1), sheet(2)), last))).toEqual([])
	})

	test("still lacks the page that is on neither sheet", () => {
		expect(said(two(sheet(1), sheet(2)))).toEqual([ASKED, "Не хватает страницы 3 из 3"])
	})

	test("is still reported if it shows a foreign sheet", () => {
		const foreign = sheet(2, 3, { paperId: "M4TZ08WC" })
		expect(said(two(sheet(1), foreign), sheet(2), last)).toContain("Страница 1 — из другого документа")
	})

	test("needs a person's check if only one of the two codes was read", () => {
		const found = judge({ ...sheet(1), roomy: true }, last)
		expect(objections(found)).toEqual([])
		expect(found.findings.map(({ text }) => text)).toEqual([
			"На снимке 1 два листа? Прочитан код только одного, а страницы 2 из 3 не видно. Снимите каждый лист отдельно",
		])
	})

	test("needs no check if every page exists anyway", () => {
		expect(said({ ...sheet(1), roomy: true }, sheet(2), last)).toEqual([])
	})
})

describe("a picture that cannot be read is reported with its fault", () => {
	test.each([
		["dark", /снимок тёмный\. Снимите при дневном свете/],
		["blurred", /снимок смазан\. .*держите телефон неподвижно/],
		["pale", /печать бледная/],
		["cut", /край листа отрезан\. .*все четыре угла/],
	] as const)("if it is %s", (fault, text) => {
		expect(said(sheet(1), { ...UNREAD, fault }, last)[0]).toMatch(text)
		expect(objections(judge(sheet(1), { ...UNREAD, fault }, last))).toEqual([])
	})
})

describe("what is on the signature line needs a person's check", () => {
	test.each([
		["beside", /рядом с ней что-то написано/],
		["clutter", /на подпись она не похожа/],
		["unsure", /не удалось проверить/],
	] as const)("if it is %s", (ink, text) => {
		const found = judge(sheet(1), sheet(2), signed(sheet(3), ink))
		expect(found.findings.map((one) => one.text)).toEqual([expect.stringMatching(text)])
		expect(objections(found)).toEqual([])
	})
})
