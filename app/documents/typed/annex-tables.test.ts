import { describe, expect, it } from "vitest"
import { readTemplate } from "../render.server.ts"
import { readWord } from "../test-word.ts"
import { descendants, textIn } from "../test-xml.ts"
import { CONTRIBUTION, columnsOf, readRows, rowPatterns, tablesFrom } from "./annex-tables.ts"

describe("a typed line", () => {
	it("is a row when its cells fill the columns, with or without the document", () => {
		expect(readRows(["2025; ВПР; 7А; 24; 4,1; выше района; справка"], 7).rows).toEqual([
			["2025", "ВПР", "7А", "24", "4,1", "выше района", "справка"],
		])
		expect(readRows(["2025;ВПР;7А;24;4,1;выше района"], 7).rows).toEqual([
			["2025", "ВПР", "7А", "24", "4,1", "выше района", ""],
		])
		expect(
			readRows(["2025\tВПР\t7А\t24\t4,1\tвыше\tсправка", "2025 | ВПР | 7А | 24 | 4 | выше | акт"], 7).rows,
		).toHaveLength(2)
	})
	it("keeps a cell empty that was left empty, and joins a cell too many to the last", () => {
		expect(readRows(["2025; ; Казань; 36; удостоверение; № 5"], 5).rows).toEqual([
			["2025", "", "Казань", "36", "удостоверение; № 5"],
		])
	})
	it("is a note when it has fewer cells, so a sentence keeps its words together", () => {
		const sentence = "Успеваемость стабильна; качество растёт."
		expect(readRows([sentence], 7)).toEqual({ notes: [sentence], rows: [] })
		expect(readRows(["Просто текст"], 2)).toEqual({ notes: ["Просто текст"], rows: [] })
	})
})

describe("the tables from the typed texts", () => {
	it("hold every line of all five, rows of the fourth in the table whose number they begin with", () => {
		const texts = [
			"2024/2025; 7А; математика; 100; 62; 3,9; справка\nКачество растёт.",
			"",
			"2026; олимпиада; муниципальный; очно; 3; призёр; диплом",
			"Работаю в творческой группе.\n4.1; 2025; проекты; каждый урок; отзыв\n4.2. 12.03.2026; семинар; район; тема; программа\n4.3; 2025; статья; журнал; ссылка\n4.4 2024; курсы; институт; 36; удостоверение",
			"2025; жюри; район; член; проведено; приказ",
		]
		const tables = tablesFrom(texts, "school")
		expect(tables.internal).toMatchObject({ notes: ["Качество растёт."], rows: [{ length: 7 }] })
		expect(tables.external).toEqual({ notes: [], rows: [] })
		expect(tables.contribution.notes).toEqual(["Работаю в творческой группе."])
		expect(tables.methods.rows).toEqual([["2025", "проекты", "каждый урок", "отзыв"]])
		expect(tables.experience.rows).toEqual([["12.03.2026", "семинар", "район", "тема", "программа"]])
		expect(tables.publications.rows).toEqual([["2025", "статья", "журнал", "ссылка"]])
		expect(tables.courses.rows).toEqual([["2024", "курсы", "институт", "36", "удостоверение"]])
		expect(tables.methodical.rows).toEqual([["2025", "жюри", "район", "член", "проведено", "приказ"]])
	})
	it("lose nothing of six thousand characters", () => {
		const text = Array.from({ length: 300 }, (_, index) => `Результат номер ${index}`).join("\n")
		expect(tablesFrom([text], "other").internal.notes.join("\n")).toBe(text)
	})
})

it("the hints name the columns that the template prints", async () => {
	const heads = descendants(readWord(await readTemplate("annex")).body, "w:tr")
		.filter((row) => descendants(row, "w:tblHeader").length > 0)
		.map((row) => descendants(row, "w:tc").map((cell) => descendants(cell, "w:t").map(textIn).join("")))
	const kinds = ["school", "preschool", "additional", "other"] as const
	expect(heads).toEqual([
		...[1, 2].flatMap((indicator) => kinds.map((kind) => columnsOf(indicator, kind))),
		columnsOf(3, "school"),
		...CONTRIBUTION.map(({ columns }) => columns),
		columnsOf(5, "school"),
	])
	expect(rowPatterns(4, "school")).toHaveLength(4)
})
