import { describe, expect, it } from "vitest"
import { z } from "zod"
import { checkTemplate } from "./check-template.server.ts"
import { defineForm, maybe, text } from "./form.ts"
import { documentForms } from "./forms.ts"
import { readTemplate } from "./render.server.ts"
import { describeTags } from "./template-tags.ts"
import { templateSaying } from "./test-template.ts"

const rows = z.strictObject({ name: text("ФИО") })
const list = defineForm({
	id: "list",
	title: "Список",
	fields: z.strictObject({
		place: text("Муниципалитет"),
		rows: z.array(rows).describe("Строки"),
		remark: maybe(text("Примечание")),
	}),
	samples: { "две строки": { place: "Томск", rows: [{ name: "Анна" }, { name: "Пётр" }], remark: null } },
	fileName: () => "Список",
})
const check = (...lines: string[]) => checkTemplate(list, templateSaying(...lines))

describe("a template held against its fields", () => {
	it("passes with every tag in its place, also one that stands outside its section", async () => {
		expect(await check("{place}", "{#rows}{name}, {place}{/rows}", "{#remark}{.}{/remark}")).toEqual({
			faults: [],
			leftOut: [],
		})
	})
	it("is told which data it leaves out: a part as a whole, not tag by tag", async () => {
		const { faults, leftOut } = await check("{place}")
		expect(faults).toEqual([])
		expect(leftOut.map(({ tag }) => tag)).toEqual(["rows", "remark"])
	})
	it.each([
		["{plase}", "{plase}"],
		["{#rows}{surname}{/rows}", "{rows.surname}"],
		["{name}", "{name}"],
	])("does not pass with %s", async (line, named) => {
		const { faults } = await check("{place}", line)
		expect(faults).toHaveLength(1)
		expect(faults[0]).toContain(named)
	})
	it("does not pass when a list is printed as if it were a text", async () => {
		const { faults } = await check("{place} {rows}")
		expect(faults).toEqual(["для метки {rows} нет данных"])
	})
	it("does not pass when the file is no Word document at all", async () => {
		const { faults } = await checkTemplate(list, Buffer.from("не документ"))
		expect(faults).toEqual(["файл не читается как документ Word: сохраните его в Word заново"])
	})
	it.each(Object.values(documentForms))("passes as it came with the program: $id", async (form) => {
		expect(await checkTemplate(form, await readTemplate(form.id))).toEqual({ faults: [], leftOut: [] })
	})
	it("is described tag by tag for whoever writes it", () => {
		expect(describeTags(list.fields)).toEqual([
			{ tag: "{place}", description: "Муниципалитет" },
			{ tag: "{#rows} … {/rows}", description: "Строки" },
			{ tag: "{name}", description: "ФИО" },
			{ tag: "{#remark} {.} {/remark}", description: "Примечание" },
		])
	})
})
