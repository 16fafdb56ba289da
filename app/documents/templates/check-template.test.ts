import { describe, expect, it } from "vitest"
import { z } from "zod"
import { defineForm, maybe, text } from "#templates/form.ts"
import { documentForms } from "../forms.ts"
import { readTemplate } from "../render.server.ts"
import { templateSaying } from "../test-template.ts"
import { checkTemplate } from "./check-template.server.ts"
import { inspectTemplate } from "./inspect-template.server.ts"
import { describeTags } from "./template-tags.ts"

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
// A made-up form, so the check runs here and not in a worker.
const check = (...lines: string[]) => inspectTemplate(list, templateSaying(...lines))

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
	it.each([
		["{__proto__}"],
		["{__proto__.get}"],
		["{#__proto__}{get}{/__proto__}"],
		["{constructor.prototype.x}"],
		["{#rows}{__proto__.x}{/rows}"],
		["{toString}"],
	])("does not pass with a name out of the language itself: %s", async (line) => {
		const before = Reflect.ownKeys(Object.prototype).length
		expect((await check("{place}", line)).faults).not.toEqual([])
		expect(Reflect.ownKeys(Object.prototype)).toHaveLength(before)
	})
	it("does not pass with a list inside itself: each row would print all rows", async () => {
		const { faults } = await check("{place}", "{#rows}{#rows}{name}{/rows}{/rows}")
		expect(faults).toEqual(["список {#rows} стоит внутри другого списка ({#rows}): уберите его оттуда"])
	})
	it("does not pass when it unpacks to more than a template has", async () => {
		const { faults } = await check("{place}", " ".repeat(3_000_000))
		expect(faults[0]).toContain("устроен так сложно")
	})
	it("is given up when it takes too long, and the next one is checked all the same", async () => {
		const endless = templateSaying(...Array.from({ length: 12_000 }, () => "{#education}{/education}"))
		const { faults } = await checkTemplate(documentForms.application, endless)
		expect(faults).not.toEqual([])
		const form = documentForms.withdrawal
		expect(await checkTemplate(form, await readTemplate(form.id))).toEqual({ faults: [], leftOut: [] })
	})
	it("does not pass when a list is printed as if it were a text", async () => {
		const { faults } = await check("{place} {rows}")
		expect(faults).toEqual(["для метки {rows} нет данных"])
	})
	it("does not pass when the file is no Word document at all", async () => {
		const { faults } = await inspectTemplate(list, Buffer.from("не документ"))
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
