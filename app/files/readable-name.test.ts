import { describe, expect, it } from "vitest"
import { acceptAttribute, DOCX, JPEG, mayRenderInline, PDF, PNG } from "./file-types.ts"
import { contentDisposition, nameWithEnding, readableName } from "./readable-name.ts"

describe("a readable file name", () => {
	it("says what, whose and which", () => {
		expect(readableName(["Заявление", "Лаптева В. А.", "скан"], "pdf")).toBe(
			"Заявление — Лаптева В. А. — скан.pdf",
		)
		expect(readableName(["Заявление", null, "", undefined], "docx")).toBe("Заявление.docx")
	})

	it("has one extension, whatever extensions its parts have, and no dot before it", () => {
		expect(readableName(["Таблицы результатов", "Седых И. Л."], "docx")).toBe(
			"Таблицы результатов — Седых И. Л.docx",
		)
		expect(readableName(["Грамота", "скан.jpg", "Седых И. Л."], "pdf")).toBe(
			"Грамота — скан — Седых И. Л.pdf",
		)
		expect(readableName(["Приложение.docx"], "docx")).toBe("Приложение.docx")
		expect(readableName(["таблицы.docx.pdf"], "docx")).toBe("таблицы.docx")
		expect(readableName(["Приказ № 5.2"], "pdf")).toBe("Приказ № 5.2.pdf")
	})

	it("is safe on Windows: no forbidden characters, no reserved names, no dots at an end", () => {
		expect(readableName(['Отчёт: "итоги" <2026/2027>?', "а\u202eб\u0000"], "pdf")).toBe(
			"Отчёт итоги 2026 2027 — а б.pdf",
		)
		expect(readableName(["con"], "pdf")).toBe("Файл con.pdf")
		expect(readableName(["..", "/"], "pdf")).toBe("Файл.pdf")
		expect(readableName(["Лаптева В. А."], "")).toBe("Лаптева В. А")
	})

	it("stays within 120 characters and shortens its longest part only", () => {
		const name = readableName(["Публикация", "Лаптева В. А.", "Очень длинное название ".repeat(20)], "pdf")
		expect(name).toHaveLength(120)
		expect(name.startsWith("Публикация — Лаптева В. А. — Очень")).toBe(true)
		expect(name.endsWith("….pdf")).toBe(true)
		expect(readableName(Array(40).fill("длинная часть"), "pdf").length).toBeLessThanOrEqual(120)
		expect(readableName(["😀".repeat(100)], "pdf")).not.toMatch(/\p{Cs}/u)
	})
})

describe("the download header", () => {
	it("carries a Russian name in the encoding of RFC 5987 and a plain one for old programs", () => {
		expect(contentDisposition("Заявление (скан).pdf", false)).toBe(
			"attachment; filename=\"file.pdf\"; filename*=UTF-8''%D0%97%D0%B0%D1%8F%D0%B2%D0%BB%D0%B5%D0%BD%D0%B8%D0%B5%20%28%D1%81%D0%BA%D0%B0%D0%BD%29.pdf",
		)
		expect(contentDisposition("скан.pdf", true)).toMatch(/^inline; /)
	})

	it("cannot be broken by a name", () => {
		const header = contentDisposition('a"\r\nSet-Cookie: x=1;.pdf', false)
		expect(header).not.toMatch(/[\r\n]/)
		expect(header).toContain('filename="file.pdf"; ')
		expect(contentDisposition("\ud800", false)).toContain("%D0%A4%D0%B0%D0%B9%D0%BB")
	})
})

it("only PDF, JPEG and PNG may be shown in the browser", () => {
	expect([PDF, JPEG, PNG].every(mayRenderInline)).toBe(true)
	expect([DOCX, "text/html", "image/svg+xml"].some(mayRenderInline)).toBe(false)
})

it("a file field offers types and extensions", () => {
	expect(acceptAttribute([JPEG, PDF])).toBe("application/pdf,.pdf,image/jpeg,.jpg,.jpeg")
})

describe("the name of a kept file", () => {
	it("ends with the extension of its real type", () => {
		expect(nameWithEnding("annex.bat", "pdf")).toBe("annex.pdf")
		expect(nameWithEnding("annex.pdf.exe", "pdf")).toBe("annex.pdf")
		expect(nameWithEnding("скан.jpg.pdf", "pdf")).toBe("скан.pdf")
		expect(nameWithEnding("таблицы.docx.docx", "docx")).toBe("таблицы.docx")
		expect(nameWithEnding("Скан.JPEG", "jpg")).toBe("Скан.JPEG")
		expect(nameWithEnding("Отчёт 2.0", "docx")).toBe("Отчёт 2.0.docx")
	})

	it("shows what it is, without invisible marks and marks that change the direction of writing", () => {
		expect(nameWithEnding("скан\u202efdp\u200b\u061c.\u0007exe", "pdf")).toBe("сканfdp.pdf")
	})
})
