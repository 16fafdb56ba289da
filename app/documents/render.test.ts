import PizZip from "pizzip"
import { describe, expect, it, vi } from "vitest"
import { DomainError } from "#app/utils/errors.ts"
import { cleanText } from "./clean-data.ts"
import { fillForm } from "./fill-form.ts"
import { documentForms } from "./forms.ts"
import { fillTemplate, readTemplate, renderDocument } from "./render.server.ts"
import { templateSaying } from "./template/test-template.ts"

const { application, withdrawal } = documentForms
const sampleOf = <T>(samples: Readonly<Record<string, T>>): T => {
	const [first] = Object.values(samples)
	if (!first) throw new Error("A form without samples")
	return first
}
const filled = sampleOf(application.samples)
const own = sampleOf(withdrawal.samples)

async function refusal(work: Promise<unknown> | (() => unknown)): Promise<DomainError> {
	try {
		await (typeof work === "function" ? work() : work)
	} catch (error) {
		if (error instanceof DomainError) return error
		throw error
	}
	throw new Error("Nothing was refused")
}
const bodyOf = (bytes: Buffer) => new PizZip(bytes).file("word/document.xml")?.asText() ?? ""
/** What a caller with untyped rows may pass by mistake. */
const without = <T extends object>(value: T, key: keyof T): T => {
	const copy = { ...value }
	delete copy[key]
	return copy
}

describe("data that is not complete never reaches paper", () => {
	it("every missing field is named at once, with what it is", async () => {
		const data = {
			...without(filled, "category"),
			teacher: { ...filled.teacher, genitive: " ", phone: "\u0000" },
		}
		const { code, message, fields } = await refusal(renderDocument(application, data))
		expect(code).toBe("invalid")
		expect(Object.keys(fields).sort()).toEqual(["category", "teacher.genitive", "teacher.phone"])
		expect(fields["teacher.phone"]).toBe("Контактный телефон")
		expect(message).toContain("«Заявление о проведении аттестации» не сформирован")
	})
	it("a forgotten optional part is an error too: only null says that it is left out", async () => {
		const { fields } = await refusal(renderDocument(withdrawal, without(own, "onBehalf")))
		expect(fields.onBehalf).toContain("Педагог, чьё заявление отзывает координатор")
	})
	it("a row of a list is named by its place", async () => {
		const { fields } = await refusal(
			renderDocument(application, {
				...filled,
				education: {
					rows: [{ level: "высшее", institution: "", year: "", speciality: "", qualification: "" }],
				},
			}),
		)
		expect(fields).toEqual({ "education.rows.0.institution": "Образовательная организация" })
	})
	it("a field that the form does not have is refused, so that nothing is thought printed that is not", async () => {
		const extra = { ...own, phone: "1" }
		const { fields } = await refusal(renderDocument(withdrawal, extra))
		expect(fields).toEqual({ phone: "В форме нет такого поля" })
	})
})

describe("text is printed as a person meant it", () => {
	it("characters that would damage the file are dropped, line breaks kept", async () => {
		const { bytes } = await renderDocument(withdrawal, {
			...own,
			reason: "переезд\u0001\uFFFF  в другой \ud800регион\r\nи \u200bотпуск",
		})
		expect(bodyOf(bytes)).toContain("переезд в другой регион")
		expect(bodyOf(bytes)).toMatch(/<w:br\/>.*и отпуск/s)
	})
	it("a number and its sign, a date and a telephone are not torn at the end of a line", () => {
		expect(cleanText("СОШ № 901 г. Томска, «12» мая 2027 г., 8 (3822) 00-00-05, +7 900 000-10-16")).toBe(
			"СОШ №·901 г.·Томска, «12»·мая 2027·г., 8·(3822)·00-00-05, +7·900·000-10-16".replaceAll("·", "\u00a0"),
		)
	})

	it("braces and angle brackets in the data are letters, not tags", async () => {
		const { bytes } = await renderDocument(withdrawal, { ...own, reason: "{category} <b>&amp;" })
		expect(bodyOf(bytes)).toContain("{category} &lt;b&gt;&amp;amp;")
	})
	it("the file name has nothing that Windows forbids", async () => {
		const { fileName } = await renderDocument(withdrawal, {
			...own,
			author: { ...own.author, initials: 'М/И: "Иванова"?' },
		})
		expect(fileName).toBe("Заявление на отзыв — М И Иванова.docx")
	})
	it("the bytes do not depend on the clock or on the order of keys", async () => {
		const first = await renderDocument(withdrawal, own)
		const reversed = Object.fromEntries(Object.entries(own).reverse())
		const second = await renderDocument(withdrawal, { ...own, ...reversed })
		expect(second.sha256).toBe(first.sha256)
		const dates = Object.values(new PizZip(first.bytes).files).map(({ date }) => date.getFullYear())
		expect(new Set(dates)).toEqual(new Set([2000]))
	})
})

describe("a template spoilt in Word", () => {
	it("names every tag without data", async () => {
		const { message, reasons } = await refusal(() =>
			fillTemplate("Проба", templateSaying("{known} {unknwon} {other}"), { known: "есть" }),
		)
		expect(reasons).toEqual(["для метки {unknwon} нет данных", "для метки {other} нет данных"])
		expect(message).toContain("Шаблон «Проба» нужно исправить")
	})
	it("names a part that has no data, opened or inverted", async () => {
		const { reasons } = await refusal(() => fillTemplate("Проба", templateSaying("{#a}1{/a}{^b}2{/b}"), {}))
		expect(reasons).toEqual(["для метки {a} нет данных", "для метки {b} нет данных"])
	})
	it("does not print a whole part where a word is meant", async () => {
		const { reasons } = await refusal(() =>
			fillTemplate("Проба", templateSaying("{part}{no}"), { part: { a: "1" }, no: null }),
		)
		expect(reasons).toEqual(["для метки {part} нет данных", "для метки {no} нет данных"])
	})
	it.each([
		["{name", "у метки «name» нет закрывающей скобки }"],
		["name}", "у метки «name» нет открывающей скобки {"],
		["{#rows}x", "часть «rows» открыта, но не закрыта: поставьте {/rows}"],
		["x{/rows}", "часть «rows» закрыта, но не открыта: поставьте {#rows}"],
	])("«%s» is told in Russian", async (line, reason) => {
		const { reasons } = await refusal(() => fillTemplate("Проба", templateSaying(line), { name: "1" }))
		expect(reasons).toEqual([reason])
	})
	it("tells all faults, not the first", async () => {
		const { reasons } = await refusal(() =>
			fillTemplate("Проба", templateSaying("{#one}x", "{#two}y"), { one: "1", two: "2" }),
		)
		expect(reasons).toHaveLength(2)
	})
})

describe("sections", () => {
	const print = (line: string, data: object) => bodyOf(fillTemplate("Проба", templateSaying(line), data))
	it("a text that is there opens its section and {.} is the text", () => {
		expect(print("{#a}до {.}{/a}{^a}бессрочно{/a}", { a: "01.09.2027" })).toContain("до 01.09.2027")
		expect(print("{#a}до {.}{/a}{^a}бессрочно{/a}", { a: null })).toContain("бессрочно")
		expect(print("{#a}до {.}{/a}{^a}бессрочно{/a}", { a: "" })).toContain("бессрочно")
	})
	it("a part left out inside hides one of the same name outside", () => {
		expect(print("{#in}{#a}{.}{/a}{^a}нет{/a}{/in}", { a: "снаружи", in: { a: null } })).toContain("нет")
	})
})

it("a template is read from disk once", async () => {
	expect(await readTemplate("withdrawal")).toBe(await readTemplate("withdrawal"))
	await expect(readTemplate("no-such-form")).rejects.toThrow(/ENOENT/)
})

describe("a list of 500 rows is filled in a thread of its own", () => {
	const form = documentForms["consolidated-schedule"]
	const [, long] = Object.entries(form.samples).find(([variant]) => variant.includes("500")) ?? []
	if (!long) throw new Error("no sample of 500 rows")

	it("into the same bytes as here, while this thread fills nothing and does other things", async () => {
		const filledHere = vi.spyOn(PizZip.prototype, "generate")
		try {
			await renderDocument(form, long)
			expect(filledHere).not.toHaveBeenCalled()
			await renderDocument(withdrawal, own)
			expect(filledHere).toHaveBeenCalled()
		} finally {
			filledHere.mockRestore()
		}
		const aside = await renderDocument(form, long)
		const here = fillForm(form, long, await readTemplate(form.id), null)
		expect(aside.sha256).toBe(here.sha256)
		expect(aside.bytes.equals(here.bytes)).toBe(true)
		expect(aside.fileName).toBe(here.fileName)
	})
	it("and what is missing is told by its name, as from here", async () => {
		const rows = long.rows.map((row, index) => (index === 499 ? { ...row, workplace: "" } : row))
		const { code, fields } = await refusal(renderDocument(form, { ...long, rows }))
		expect(code).toBe("invalid")
		expect(fields).toEqual({ "rows.499.workplace": "Место работы" })
	})
})
