import { describe, expect, it } from "vitest"
import type { DocumentForm } from "#templates/form.ts"
import { type DocumentFormId, documentForms } from "../forms.ts"
import { renderDocument } from "../render.server.ts"
import { mustPrint } from "./compare/must-print.ts"
import { inspectTemplate, type TemplateCheck } from "./inspect-template.server.ts"
import { schemaTags, type TagTree } from "./template-tags.ts"
import { changedTemplate, instead } from "./test-changed.ts"

// Templates that a lawyer would reject. The check reports each fault and its place.

const check = (id: DocumentFormId, template: Buffer): Promise<TemplateCheck> =>
	inspectTemplate(documentForms[id], template)
const changed = async (id: DocumentFormId, from: string | RegExp, to: string) =>
	check(id, await changedTemplate(id, instead(from, to)))
const ids = Object.keys(documentForms) as DocumentFormId[]

describe("a paper that is filled already", () => {
	it.each(ids)("is no template of %s", async (id) => {
		const form: DocumentForm = documentForms[id]
		const { bytes } = await renderDocument(form, Object.values(form.samples)[0] ?? {})
		const { faults } = await check(id, bytes)
		expect(faults).toEqual([
			expect.stringMatching(
				/^похоже, это уже заполненный документ, а не шаблон: .*«.+» вместо \{.+\} \(.+\).* и ещё \d+; скачайте/,
			),
		])
	})

	it.each<[DocumentFormId, string, string, string]>([
		[
			"withdrawal",
			"{author.genitive}",
			"Ивановой Марии Ивановны",
			"рядом: «от Ивановой Марии Ивановны,», в тексте",
		],
		["withdrawal", "{author.initials}", "Ким Сэсэг", "рядом: «Ким Сэсэг», в таблице"],
		["application", "{teacher.position}", "учителя математики", "рядом: «учителя математики,», в тексте"],
		["application", "{teacher.phone}", "+7 913 000-11-22", "рядом: «телефон: +7 913 000-11-22», в тексте"],
		["notice", "{registration.number}", "17", "под № 17.», в тексте"],
		["conclusion", "{teacher.name}", "Оюн Чечек Калдар-ооловна", "Оюн Чечек Калдар-ооловна»"],
		["schedule", "{municipality}", "Город Томск", "рядом: ««Город Томск»», в тексте"],
	])("in one place only is refused: %s, %s", async (id, tag, words, where) => {
		const { faults } = await changed(id, tag, words)
		expect(faults).toHaveLength(1)
		expect(faults[0]).toContain(`вместо метки ${tag} стоит «${words}»`)
		expect(faults[0]).toContain(where)
	})

	it.each<[string, string]>([
		["В {commission}", "В аттестационную комиссию Департамента образования"],
		["В {commission}", "Министру образования Примерной области"],
		["пункта {item} ", "пункта 35 "],
	])("is something else than %s written out, which is the same for everybody: the operator is told", async (from, to) => {
		const { faults, cautions } = await changed("application", from, to)
		expect(faults).toEqual([])
		expect(cautions).toEqual([
			expect.stringMatching(/^вместо метки \{\w+\} во всех документах будет стоять «/),
		])
	})

	it("is something else than a form whose lines were put together, with a remark in brackets where one stood", async () => {
		const template = await changedTemplate("application", (xml) =>
			xml
				.replace("{teacher.position},", "(печатными буквами)")
				.replace("от {teacher.genitive},", "от {teacher.genitive}, {teacher.position},"),
		)
		expect(await check("application", template)).toEqual({ faults: [], leftOut: [] })
	})

	it("is something else than a line to write on", async () => {
		const { faults, leftOut } = await changed("application", "{teacher.phone}", "________________")
		expect(faults).toEqual([])
		expect(leftOut.map(({ tag }) => tag)).toEqual(["teacher.phone"])
	})
})

describe("a form that would be void", () => {
	it.each(ids)("is told by fields that the form has: %s", (id) => {
		const paths = mustPrint[id].flatMap((essential) => essential.paths)
		expect(paths.length).toBeGreaterThan(1)
		const known = schemaTags(documentForms[id].fields)
		const has = (path: string) =>
			path.split(".").reduce<TagTree | undefined>((tree, step) => tree?.get(step)?.inner, known) !== undefined
		expect(paths.filter((path) => !has(path))).toEqual([])
	})

	it.each<[DocumentFormId, string | RegExp, string]>([
		["application", "В {commission}", "нет метки {commission}: на бумаге не будет адресата"],
		["application", "от {teacher.genitive},", "на бумаге не будет имени заявителя"],
		["notice", "{addressee.dative},", "на бумаге не будет имени адресата"],
		["notice", / под №.\{registration\.number\}/, "на бумаге не будет номера заявления в журнале"],
		[
			"withdrawal",
			" {genitive},",
			"нет метки {genitive} внутри {#onBehalf}: на бумаге не будет имени педагога",
		],
		["extract", /от \{date\} №.\{protocol\}/, "на бумаге не будет номера протокола"],
	])("is refused: %s without %s", async (id, from, reason) => {
		const { faults } = await changed(id, from, "")
		expect(faults.join("\n")).toContain(reason)
		expect(faults.join("\n")).toContain("в исходном шаблоне она стоит здесь: ")
	})

	const rows = (xml: string) => xml.match(/<w:tr>(?:(?!<\/w:tr>).)*<\/w:tr>/gs) ?? []
	it.each<[DocumentFormId, string, string]>([
		["protocol", "{title}", "нет строки подписи «{signers"],
		["extract", "Секретарь", "нет строки подписи «Секретарь аттестационной комиссии»"],
		["agenda", "Секретарь", "нет строки подписи «Секретарь аттестационной комиссии»"],
	])("is refused when nobody can sign any more: %s without the row of %s", async (id, words, reason) => {
		const template = await changedTemplate(id, (xml) => {
			const row = rows(xml).find((one) => one.includes(words) && one.includes("подпись"))
			return xml.replace(row ?? "", "")
		})
		expect((await check(id, template)).faults.join("\n")).toContain(reason)
	})

	it("is refused when the signature has no room, and taken with a rule, an empty cell or a gap instead of the original line", async () => {
		const room = (cell: string) =>
			changedTemplate("rejection-notice", (xml) => {
				const row = rows(xml).find((one) => one.includes("(подпись)")) ?? ""
				return xml.replace(row, row.replace("________________", cell).replace("(подпись)", cell))
			})
		const { faults } = await check("rejection-notice", await room("от имени"))
		expect(faults).toEqual([
			expect.stringMatching(/^в строке «\{coordinator\.post\}» негде поставить подпись/),
		])
		for (const cell of ["______", "", "М. П. подпись"])
			expect((await check("rejection-notice", await room(cell))).faults).toEqual([])
	})
})

describe("a file that is no plain document of Word", () => {
	it.each([
		["<w:document", "<!DOCTYPE a><w:document", "внутри документа «шаблон» стоит объявление DOCTYPE"],
		["<w:body>", '<w:body><w:altChunk r:id="r1"/>', "документ «шаблон» подгружает что-то из сети"],
	])("is refused with advice for a template, which nobody can print to PDF: %s", async (from, to, reason) => {
		const { faults } = await changed("withdrawal", from, to)
		expect(faults).toEqual([expect.stringContaining(reason)])
		expect(faults[0]).toMatch(/: уберите это, сохраните шаблон в Word заново как документ Word \(\.docx\)$/)
		expect(faults[0]).not.toContain("PDF")
	})
})

describe("a mistyped tag", () => {
	it.each([
		["{rеаson}", "в метке русские буквы «е», «а», а нужны латинские: наберите {reason}"],
		["{raeson}", "ближайшая метка — {reason}"],
		["{Reason}", "ближайшая метка — {reason}"],
		["{resons}", "ближайшая метка — {reason}"],
		["{author.surname}", "исправьте её или уберите"],
		["{workplace}", "ближайшая метка — {author.workplace}"],
		["{date}", "она печатается только внутри части {#registration} … {/registration}"],
	])("is named with its place and the tag that was meant: %s", async (tag, hint) => {
		const { faults } = await changed("withdrawal", "{reason}", tag)
		expect(faults[0]).toContain(
			`метки ${tag} нет среди данных этого документа (рядом: «Причина отзыва: ${tag}», в тексте)`,
		)
		expect(faults[0]).toContain(hint)
	})

	it.each([
		[
			"Причина { отзыва",
			"лишняя скобка «{» (рядом: «Причина { отзыва: {reason}», в тексте): поставьте в том же абзаце «}»",
		],
		[
			"Причина } отзыва",
			"лишняя скобка «}» (рядом: «Причина } отзыва: {reason}», в тексте): поставьте перед ней «{»",
		],
	])("may be a stray brace, named with the words beside it: %s", async (words, fault) => {
		const { faults } = await changed("withdrawal", "Причина отзыва", words)
		expect(faults).toEqual([expect.stringContaining(fault)])
	})

	it.each([
		["{/onBehalf}{^", "{^", "часть «onBehalf» открыта, но не закрыта: поставьте {/onBehalf}"],
		[
			"{/onBehalf} {applicationDate}",
			"{/onBehalf}{/onBehalf} {applicationDate}",
			"часть «onBehalf» закрыта, но не открыта",
		],
		["Причина отзыва: {reason}", "Причина отзыва: {#reason}", "часть «reason» открыта, но не закрыта"],
		["{/registration}", "{/onBehalf}", "часть «onBehalf» закрыта, но не открыта"],
	])("may be a part without its end or beginning: %s", async (from, to, fault) => {
		expect((await changed("withdrawal", from, to)).faults.join("\n")).toContain(fault)
	})
})
