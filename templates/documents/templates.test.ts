import Docxtemplater from "docxtemplater"
import InspectModule from "docxtemplater/js/inspect-module.js"
import PizZip from "pizzip"
import { describe, expect, it } from "vitest"
import { documentForms } from "#app/documents/forms.ts"
import { readTemplate, renderDocument } from "#app/documents/render.server.ts"
import { nestTags, schemaTags } from "#app/documents/template-tags.ts"

const forms = Object.values(documentForms)
const printed = forms.flatMap((form) =>
	Object.keys(form.samples).map((variant) => ({ id: form.id, variant })),
)

async function print(id: keyof typeof documentForms | string, variant: string) {
	switch (id) {
		case "application":
			return renderDocument(documentForms.application, sample(documentForms.application.samples, variant))
		case "annex":
			return renderDocument(documentForms.annex, sample(documentForms.annex.samples, variant))
		case "withdrawal":
			return renderDocument(documentForms.withdrawal, sample(documentForms.withdrawal.samples, variant))
		case "schedule":
			return renderDocument(documentForms.schedule, sample(documentForms.schedule.samples, variant))
		case "registration-journal":
			return renderDocument(documentForms[id], sample(documentForms[id].samples, variant))
		case "withdrawals-journal":
			return renderDocument(documentForms[id], sample(documentForms[id].samples, variant))
		default:
			return renderDocument(documentForms.conclusion, sample(documentForms.conclusion.samples, variant))
	}
}

function sample<T>(samples: Readonly<Record<string, T>>, variant: string): T {
	const found = samples[variant]
	if (!found) throw new Error(`No sample «${variant}»`)
	return found
}

const parts = (bytes: Buffer) => new PizZip(bytes)
const part = (bytes: Buffer, name: string) => parts(bytes).file(name)?.asText() ?? ""
const decode = (xml: string) =>
	xml
		.replace(/&lt;/g, "<")
		.replace(/&gt;/g, ">")
		.replace(/&quot;/g, '"')
		.replace(/&amp;/g, "&")
/** Text of every paragraph of a part. */
const paragraphs = (xml: string) =>
	[...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
		decode([...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join("")),
	)
const textOf = (bytes: Buffer) => paragraphs(part(bytes, "word/document.xml")).join("\n")
const tables = (xml: string) => [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => table)

describe.each(printed)("$id, $variant", ({ id, variant }) => {
	it("prints clean text: nothing undefined, no tag, no double space, no lone comma", async () => {
		const { bytes } = await print(id, variant)
		const lines = ["word/document.xml", "word/header1.xml", "word/footer1.xml"].flatMap((name) =>
			paragraphs(part(bytes, name)),
		)
		expect(lines.length).toBeGreaterThan(5)
		for (const line of lines) {
			expect(line).not.toMatch(/undefined|null|\[object|true|false|NaN|[{}]/)
			expect(line).not.toMatch(/ {2}|,\s*,|\(\s*\)|«\s*»|\s[,.;]|^[,.;]|:\s*[.,;]/)
		}
	})
	it("is a whole package: every part has a type, every relation a part, every style exists", async () => {
		const { bytes } = await print(id, variant)
		const zip = parts(bytes)
		const names = Object.keys(zip.files)
		const types = part(bytes, "[Content_Types].xml")
		for (const [, partName = ""] of types.matchAll(/PartName="\/([^"]+)"/g)) expect(names).toContain(partName)
		for (const name of names.filter((one) => /^(word|docProps)\/[^/]+\.xml$/.test(one)))
			expect(types).toContain(`PartName="/${name}"`)
		const relations = part(bytes, "word/_rels/document.xml.rels")
		for (const [, target = ""] of relations.matchAll(/Target="([^"]+)"/g))
			expect(names).toContain(`word/${target}`)
		const body = part(bytes, "word/document.xml")
		for (const [, relation = ""] of body.matchAll(/r:id="([^"]+)"/g))
			expect(relations).toContain(`Id="${relation}"`)
		const styles = part(bytes, "word/styles.xml")
		for (const [, style = ""] of body.matchAll(/<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"/g))
			expect(styles).toContain(`w:styleId="${style}"`)
	})
	it("gives the same bytes for the same data", async () => {
		const [first, second] = await Promise.all([print(id, variant), print(id, variant)])
		expect(first.sha256).toBe(second.sha256)
		expect(first.bytes.equals(second.bytes)).toBe(true)
		expect(first.fileName).toMatch(/^[^\\/:*?"<>|]+[^.]\.docx$/)
	})
})

describe.each(forms)("template $id", ({ id, fields }) => {
	it("has exactly the tags its fields describe", async () => {
		const inspector = new InspectModule()
		new Docxtemplater(new PizZip(await readTemplate(id)), { modules: [inspector], paragraphLoop: true })
		expect(sorted(nestTags(inspector.getAllTags()))).toEqual(sorted(schemaTags(fields)))
	})
	it("is formatted by styles: no fonts, sizes or borders set by hand, every paragraph has a style", async () => {
		const body = part(await readTemplate(id), "word/document.xml")
		expect(body).not.toMatch(/<w:(?:rFonts|sz|b|i|u|color|jc|ind|spacing|pBdr|tblBorders|shd)[ />]/)
		const bare = [...body.matchAll(/<w:p[ >].*?<\/w:p>/gs)].filter(([one]) => !one.includes("<w:pStyle"))
		expect(bare).toEqual([])
		const styles = part(await readTemplate(id), "word/styles.xml")
		expect(styles).toContain('w:ascii="Times New Roman"')
	})
	it("repeats table heads and never splits a row across pages", async () => {
		const body = part(await readTemplate(id), "word/document.xml")
		for (const table of tables(body)) {
			const rows = [...table.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => row)
			expect(rows.filter((row) => !row.includes("<w:cantSplit/>"))).toEqual([])
			if (table.includes('w:val="TableHead"')) expect(rows[0]).toContain("<w:tblHeader/>")
		}
	})
	it("is A4 with the margins of its kind and numbers its pages «стр. n из m»", async () => {
		const template = await readTemplate(id)
		const section = /<w:sectPr>.*<\/w:sectPr>/s.exec(part(template, "word/document.xml"))?.[0] ?? ""
		const landscape = id === "schedule" || id === "annex" || id.endsWith("-journal")
		expect(section).toContain(
			landscape ? 'w:w="16838" w:h="11906" w:orient="landscape"' : 'w:w="11906" w:h="16838"',
		)
		if (!landscape) expect(section).toContain('w:top="1134" w:right="851" w:bottom="1134" w:left="1701"')
		const footer = part(template, "word/footer1.xml")
		expect(footer).toMatch(/стр\. .* PAGE .* из .* NUMPAGES /s)
	})
})

/** Key order says nothing about a template. */
function sorted(tree: object): object {
	return Object.fromEntries(
		Object.entries(tree)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, inner]) => [key, inner && typeof inner === "object" ? sorted(inner) : inner]),
	)
}

const words = async (id: string, variant: string) => textOf((await print(id, variant)).bytes)

describe("the application", () => {
	it("names the position without the subject in the request, with it in the header", async () => {
		const text = await words("application", "первая, общие основания")
		expect(text).toContain("от Ивановой Марии Ивановны,\nучителя математики,")
		expect(text).toContain(
			"Прошу аттестовать меня на первую квалификационную категорию по должности «учитель».",
		)
		expect(text).toContain("В настоящее время квалификационной категории не имею.")
	})
	it("says until when the present category lasts, or that it does not end", async () => {
		expect(await words("application", "высшая, общие основания, категория действует")).toContain(
			"имею первую квалификационную категорию, срок её действия: до 30.04.2027.",
		)
		const simplified = await words("application", "высшая, упрощённая форма, бессрочная категория")
		expect(simplified).toContain("имею высшую квалификационную категорию, срок её действия: бессрочно.")
		expect(simplified).toContain("по упрощённой форме. Основание: Победитель или призёр")
	})
	it("leaves ruled lines for education that is written in by hand", async () => {
		const { bytes } = await print(
			"application",
			"первая, образование от руки, без стажа в организации, категория истекла",
		)
		const body = part(bytes, "word/document.xml")
		expect(body.match(/w:val="Ruled"/g)).toHaveLength(3)
		expect(body).not.toContain("Образовательная организация")
		expect(textOf(bytes)).toContain(
			"Приложение: таблицы результатов профессиональной деятельности на\u00a0____\u00a0л.",
		)
		expect(textOf(bytes)).toContain("категории не имею. Срок действия имевшейся первой")
	})
})

describe("the withdrawal", () => {
	it("of one's own application names the author once", async () => {
		const text = await words("withdrawal", "педагог отзывает своё зарегистрированное заявление")
		expect(text).toContain(
			"Прошу отозвать моё заявление от «12» сентября 2026 г. о проведении аттестации в целях установления первой квалификационной категории по должности «учитель» (зарегистрировано 15.09.2026 под №\u00a017).",
		)
		expect(text).toContain("Причина отзыва: По состоянию здоровья.")
	})
	it("by a coordinator stands under his own name and names the teacher in the genitive", async () => {
		const text = await words("withdrawal", "школьный координатор отзывает заявление педагога")
		expect(text).toContain("от Лебедева Льва Игоревича,\nзаместителя директора")
		expect(text).toContain("Прошу отозвать заявление Ивановой Марии Ивановны, учителя математики")
		expect(text).toContain("Л. И. Лебедев")
	})
})

describe("the schedule", () => {
	it("is marked on every page until it is approved", async () => {
		const draft = await print("schedule", "не утверждён, у двоих эксперты назначены не полностью")
		expect(paragraphs(part(draft.bytes, "word/header1.xml"))).toContain("Не утверждён")
		expect(textOf(draft.bytes)).not.toContain("Приложение")
		expect(textOf(draft.bytes)).toContain("не назначены")
		expect(draft.fileName).toContain("(не утверждён)")
	})
	it("names the act that approved it and bears no mark afterwards", async () => {
		const approved = await print("schedule", "утверждён, 60 строк на многих листах")
		expect(paragraphs(part(approved.bytes, "word/header1.xml"))).not.toContain("Не утверждён")
		expect(textOf(approved.bytes)).toContain("от 14.12.2026 №\u00a01522-р")
		const [table = ""] = tables(part(approved.bytes, "word/document.xml"))
		expect(table.match(/<w:tr>/g)).toHaveLength(61)
		expect(table.match(/<w:tblHeader\/>/g)).toHaveLength(1)
	})
	it("puts each expert on a line of his own and prints the work phone", async () => {
		const text = await words("schedule", "утверждён, одна строка")
		expect(text).toContain(
			"Лебедев Лев Игоревич, учитель математики, МБОУ СОШ № 921 г. Томска\nПетрова-Водкина Анастасия Сергеевна, старший методист,",
		)
		expect(text).toContain("рабочий телефон: 8 (3822) 00-00-03")
	})
})

describe("the journals", () => {
	it("tell what was decided on each application, the reason of a refusal and who decided", async () => {
		const text = await words("registration-journal", "четыре решения, одно заявление отклонено")
		expect(text).toContain("муниципального образования «Город Томск»")
		expect(text).toContain(
			"отклонено\nПричина: Отсутствие подписи подавшего заявление\nШевченко Лариса Павловна",
		)
		expect(text.match(/Причина: /g)).toHaveLength(1)
	})
	it("say so when there is nothing in them", async () => {
		expect(await words("registration-journal", "решений ещё нет")).toContain(
			"Решений по заявлениям за этот год нет.",
		)
		expect(await words("withdrawals-journal", "отзывов ещё нет")).toContain(
			"Отозванных заявлений за этот год нет.",
		)
	})
	it("name why and by whom an application was withdrawn", async () => {
		const text = await words("withdrawals-journal", "два отзыва")
		expect(text).toContain("увольнение\nкоординатором: Шевченко Лариса Павловна")
	})
})

describe("the conclusion", () => {
	it("has a row for each indicator of the claimed category", async () => {
		const rows = (body: string) => tables(body)[1]?.match(/<w:tr>/g)?.length
		const first = await print("conclusion", "первая, очно, пустое для заполнения")
		const highest = await print("conclusion", "высшая, дистанционно, заполненное")
		expect(rows(part(first.bytes, "word/document.xml"))).toBe(1 + 4)
		expect(rows(part(highest.bytes, "word/document.xml"))).toBe(1 + 5)
	})
	it("leaves the verdict open, or prints the one given", async () => {
		const open = await words("conclusion", "первая, очно, пустое для заполнения")
		expect(open).toContain("соответствуют / не соответствуют требованиям, предъявляемым к первой")
		const fails = await words("conclusion", "первая, очно, не соответствует")
		expect(fails).toContain("деятельности не соответствуют требованиям, предъявляемым к первой")
		expect(fails).toContain("Даты посещений: 05.10.2026, 12.10.2026")
	})
	it("asks for two recorded lessons in the remote form only", async () => {
		const remote = await words("conclusion", "высшая, дистанционно, заполненное")
		expect(remote).toContain("Запись занятия 2: https://video.example.org/lessons/2026/10/12")
		expect(remote).not.toContain("Даты посещений")
		expect(await words("conclusion", "первая, очно, не соответствует")).not.toContain("Запись занятия")
	})
})

describe("the tables of results", () => {
	it("are four for the first category, five for the highest, of groups where no subject is taught", async () => {
		const first = await words("annex", "первая, учитель")
		expect(first).not.toContain("Таблица 5")
		expect(first).toContain("Успеваемость, %")
		const highest = await words("annex", "высшая, воспитатель детского сада")
		expect(highest).toContain("Таблица 5. Активное участие")
		expect(highest).not.toContain("Успеваемость, %")
		expect(highest).toContain("Группа, возраст детей")
	})
})
