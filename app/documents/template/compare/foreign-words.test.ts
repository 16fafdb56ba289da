import { describe, expect, it } from "vitest"
import type { DocumentForm } from "#templates/form.ts"
import { type DocumentFormId, documentForms } from "../../forms.ts"
import { readTemplate, renderDocument } from "../../render.server.ts"
import { inspectTemplate } from "../inspect-template.server.ts"
import { changedTemplate, instead } from "../test-changed.ts"

const changed = async (id: DocumentFormId, from: string | RegExp, to: string) =>
	inspectTemplate(documentForms[id], await changedTemplate(id, instead(from, to)))

describe("a name of somebody beside the place of a signature", () => {
	it.each<[DocumentFormId, string, string]>([
		["withdrawal", "М. И. Петрова", "(расшифровка подписи)"],
		["application", "Петрова М. И.", "(расшифровка подписи)"],
		["consent", "Ким Сэсэг", "(расшифровка подписи)"],
		["notice", "Петрова Мария Ивановна", "(расшифровка подписи)"],
		["extract", "О.Н. Салтыкова-Щедрина", "(подпись)"],
		["conclusion", "Мамедов Али Гасан оглы", "(подпись)"],
	])("is refused though the tag is kept: %s, %s", async (id, name, words) => {
		const { faults } = await changed(id, words, `${name} ${words}`)
		expect(faults).toEqual([expect.stringContaining(`у места подписи вписано имя «${name}» (`)])
	})

	it("is told of where nobody signs, and taken: a region may name whom it writes to", async () => {
		const { faults, cautions } = await changed(
			"withdrawal",
			"ЗАЯВЛЕНИЕ",
			"Председателю комиссии А. В. Образцову",
		)
		expect(faults).toEqual([])
		expect(cautions).toEqual([
			expect.stringContaining("в каждом документе будет стоять имя «А. В. Образцову»"),
		])
	})

	it.each([
		"М. П. Подпись",
		"Подпись Заявителя",
		"Начальник Отдела",
	])("is something else than words of the form itself beside the line: %s", async (words) => {
		expect(await changed("consent", "(подпись)", `${words} (подпись)`)).toEqual({ faults: [], leftOut: [] })
	})

	it.each([
		"ЗАЯВЛЕНИЕ (пр. К. Маркса, д. 9)",
		"ЗАЯВЛЕНИЕ в ТОИПКРО, пл. В. И. Ленина",
		"Заявление по Томской области",
	])("is something else than a place called after somebody, or an office: %s", async (words) => {
		expect(await changed("withdrawal", "ЗАЯВЛЕНИЕ", words)).toEqual({ faults: [], leftOut: [] })
	})
})

describe("another form of the house in a form's place", () => {
	it.each<[DocumentFormId, DocumentFormId, string, string]>([
		["application", "withdrawal", "Заявление на отзыв", "Заявление о проведении аттестации"],
		["withdrawal", "application", "Заявление о проведении аттестации", "Заявление на отзыв"],
		["notice", "rejection-notice", documentForms["rejection-notice"].title, documentForms.notice.title],
		["rejection-notice", "notice", documentForms.notice.title, documentForms["rejection-notice"].title],
		["protocol", "order", documentForms.order.title, documentForms.protocol.title],
		[
			"schedule",
			"consolidated-schedule",
			documentForms["consolidated-schedule"].title,
			documentForms.schedule.title,
		],
		[
			"registration-journal",
			"withdrawals-journal",
			documentForms["withdrawals-journal"].title,
			documentForms["registration-journal"].title,
		],
	])("is named, and nothing else: for %s the form %s", async (wanted, uploaded, found, meant) => {
		const { faults } = await inspectTemplate(documentForms[wanted], await readTemplate(uploaded))
		expect(faults).toEqual([
			`это бланк «${found}», а нужен «${meant}»: загрузите файл на странице того документа, к которому он относится`,
		])
	})

	it("is named when it is filled already", async () => {
		const form: DocumentForm = documentForms.extract
		const { bytes } = await renderDocument(form, Object.values(form.samples)[0] ?? {})
		const { faults } = await inspectTemplate(documentForms.agenda, bytes)
		expect(faults).toEqual([expect.stringContaining(`это бланк «${documentForms.extract.title}»`)])
	})

	const ids = Object.keys(documentForms) as DocumentFormId[]
	it.each(ids)("is never seen in %s when that is what was wanted, whatever else is changed", async (id) => {
		const template = await changedTemplate(id, (xml) =>
			xml.replace(/(<w:t[^>]*>[^<{}]*?)а(?=[^<{}]*<)/g, "$1о"),
		)
		const { faults } = await inspectTemplate(documentForms[id], template)
		expect(faults.join()).not.toContain("это бланк")
	})
})
