import PizZip from "pizzip"
import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { documentForms } from "#app/documents/forms.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { readPaper } from "#app/documents/read-paper.ts"
import { readTemplate } from "#app/documents/render.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import { type Actor, ROLES, type Role } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { acceptTemplateRevisions } from "./accept-revisions.server.ts"
import { enactTemplate } from "./enact-template.server.ts"
import { templateFile, templatePreview } from "./template-document.server.ts"
import { viewTemplate, viewTemplates, viewTemplateVersion } from "./templates.view.server.ts"
import { uploadTemplate } from "./upload-template.server.ts"

const at = (time: string) => new Date(`2026-10-01T${time}Z`)
const id = "0192f0c4-0000-7000-8000-0000000000aa"
const person = (role: Role): Actor => ({
	kind: "person",
	id,
	username: role,
	fullName: "Операторова Ольга Павловна",
	grants: [{ role, municipalityCode: "tomsk", organisationId: null, subjectId: null }],
})
const operator = person("operator")
const { withdrawal } = documentForms
const [sample] = Object.values(withdrawal.samples)
if (!sample) throw new Error("A form without samples")

const bodyOf = async (form: string) =>
	new PizZip(await readTemplate(form)).file("word/document.xml")?.asText() ?? ""

/** The program's own template with a changed text, as an operator would save it from Word. */
async function changed(from: string, to: string): Promise<Buffer> {
	const zip = new PizZip(await readTemplate("withdrawal"))
	const body = zip.file("word/document.xml")?.asText() ?? ""
	if (!body.includes(from)) throw new Error(`No «${from}» in the template`)
	zip.file("word/document.xml", body.replaceAll(from, to))
	return zip.generate({ type: "nodebuffer" })
}

async function upload(template: Buffer, note = "Другая причина", who = operator): Promise<number> {
	const file = { field: "file", originalName: "отзыв.docx", ...(await fileStore().put([template])) }
	const { number } = await uploadTemplate({
		actor: who,
		formId: "withdrawal",
		form: { note },
		files: [file],
		now: at("02:00:00"),
	})
	return number
}
const enact = (version: number, now: Date, who = operator) =>
	enactTemplate({ actor: who, formId: "withdrawal", version: String(version), now })

async function refused(work: Promise<unknown>): Promise<DomainError> {
	const error = await work.then(
		() => null,
		(reason: unknown) => reason,
	)
	if (error instanceof DomainError) return error
	throw error ?? new Error("Nothing was refused")
}
const says = async (formedAt: Date | null = null) => {
	const { bytes } = await printDocument(withdrawal, sample, { formedAt })
	return readPaper(bytes)
		.flatMap((block) => (block.kind === "paragraph" ? block.lines : []))
		.join("\n")
}

beforeAll(async () => {
	await prisma.person.create({
		data: { id, username: "operator", email: "o@attestation.example", createdAt: at("00:00:00") },
	})
})

describe("a template that an operator changes", () => {
	test("is stored and shown with a sample, but prints no paper until it is put in force", async () => {
		const number = await upload(await changed("Причина отзыва", "По какой причине"))
		expect(await says()).toContain("Причина отзыва:")
		const view = await viewTemplateVersion({
			actor: operator,
			formId: "withdrawal",
			version: String(number),
			sample: 0,
		})
		expect(view).toMatchObject({ current: false, faults: [], leftOut: [] })
		expect(JSON.stringify(view.sheets)).toContain(`По какой причине: ${sample.reason}`)
	})

	test("prints new papers only, leaves earlier papers as they were, and can be replaced by the old template", async () => {
		const number = await upload(await changed("Причина отзыва", "Почему"))
		await enact(number, at("03:00:00"))
		expect(await says()).toContain("Почему:")
		expect(await says(at("02:59:59"))).toContain("Причина отзыва:")
		await enact(0, at("04:00:00"))
		expect(await says()).toContain("Причина отзыва:")
		expect(await says(at("03:30:00"))).toContain("Почему:")
		const { versions, uses, inForce } = await viewTemplate({ actor: operator, formId: "withdrawal" })
		expect(inForce).toMatchObject({ number: 0, name: "исходный шаблон", faults: [] })
		expect(versions.map(({ name, current }) => ({ name, current }))).toContainEqual({
			name: `версия ${number}`,
			current: false,
		})
		expect(uses.map(({ title }) => title)).toEqual([
			"Введён в действие: исходный шаблон",
			`Введён в действие: версия ${number}`,
		])
	})

	test("may leave something out, and the operator is told which data", async () => {
		const number = await upload(await changed("{author.phone}", ""), "Без телефона")
		const { leftOut } = await viewTemplateVersion({
			actor: operator,
			formId: "withdrawal",
			version: String(number),
			sample: 0,
		})
		expect(leftOut).toEqual([
			{ tag: "author.phone", description: withdrawal.fields.shape.author.shape.phone.description },
		])
	})

	test("is refused with a mistyped tag, an unclosed part or a file that is not Word, and the message names the fault", async () => {
		const before = await prisma.templateVersion.count()
		const mistyped = await refused(upload(await changed("{reason}", "{reasn}")))
		expect(mistyped.fields.file).toMatch(
			/метки \{reasn\} нет среди данных этого документа \(рядом: «Причина отзыва: \{reasn\}», в тексте\): ближайшая метка — \{reason\}/,
		)
		const unclosed = await refused(upload(await changed("{reason}", "{#reason}")))
		expect(unclosed.fields.file).toContain("часть «reason» открыта, но не закрыта")
		const other = await refused(upload(Buffer.from("%PDF-1.4 not a template")))
		expect(other.fields.file).toContain("отзыв.docx")
		const nothing = await refused(
			uploadTemplate({
				actor: operator,
				formId: "withdrawal",
				form: { note: "x" },
				files: [],
				now: at("02:00:00"),
			}),
		)
		expect(nothing.fields.file).toContain("Выберите файл")
		expect((await refused(upload(await readTemplate("withdrawal"), " "))).fields.note).toContain(
			"что изменено",
		)
		expect(await prisma.templateVersion.count()).toBe(before)
	})

	test("is refused without the code of its sheets, because its scans could not be read", async () => {
		const zip = new PizZip(await readTemplate("withdrawal"))
		const foot = zip.file("word/footer1.xml")?.asText() ?? ""
		zip.file("word/footer1.xml", foot.replace(/<w:drawing>.*<\/w:drawing>/s, ""))
		const { fields } = await refused(upload(zip.generate({ type: "nodebuffer" })))
		expect(fields.file).toMatch(
			/^Шаблон не принят: на листах нет кода .*«Код листа».* из исходного шаблона\./,
		)
		const drawing = /<w:drawing>.*<\/w:drawing>/s.exec(await bodyOf("withdrawal"))?.[0] ?? ""
		const unsigned = await refused(upload(await changed(drawing, "")))
		expect(unsigned.fields.file).toContain("мест подписи 0 вместо 1")
	})

	test("is stored under review, cannot be put in force, and one act makes a clean copy of it as the next version", async () => {
		const added = '<w:ins w:id="9" w:author="О"><w:r><w:t xml:space="preserve">Главная. </w:t></w:r></w:ins>'
		const paragraph = '<w:p><w:pPr><w:pStyle w:val="FreeKeep"/></w:pPr><w:r><w:t xml:space="preserve">Причина'
		const number = await upload(
			await changed(paragraph, paragraph.replace("<w:r>", `${added}<w:r>`)),
			"Уточнили причину",
		)
		const asked = { actor: operator, formId: "withdrawal", version: String(number) }
		const view = await viewTemplateVersion({ ...asked, sample: 0 })
		expect(view).toMatchObject({ reviewed: true, faults: [expect.stringContaining("вставлено «Главная.»")] })
		expect((await refused(enact(number, at("03:10:00")))).reasons.join()).toContain("исправления")
		const copy = await acceptTemplateRevisions({ ...asked, now: at("03:11:00") })
		expect(copy).toBe(number + 1)
		const clean = await viewTemplateVersion({ ...asked, version: String(copy), sample: 0 })
		expect(clean).toMatchObject({
			faults: [],
			leftOut: [],
			note: `Уточнили причину (версия ${number}: исправления приняты, примечания убраны)`,
		})
		expect(JSON.stringify(clean.sheets)).toContain("Главная. Причина отзыва")
		const again = acceptTemplateRevisions({ ...asked, version: String(copy), now: at("03:12:00") })
		expect((await refused(again)).message).toContain("нет исправлений и примечаний")
	})

	test("is refused when it is already in force, and when no such version exists", async () => {
		const { inForce } = await viewTemplate({ actor: operator, formId: "withdrawal" })
		expect((await refused(enact(inForce.number, at("05:00:00")))).message).toBe("Эта версия уже действует.")
		expect((await refused(enact(999, at("05:00:00")))).code).toBe("not-found")
	})

	test("cannot be changed afterwards, not even by the program", async () => {
		await expect(prisma.templateVersion.updateMany({ data: { note: "другое" } })).rejects.toThrow()
		await expect(prisma.templateUse.deleteMany()).rejects.toThrow()
	})

	test.each(
		ROLES.filter((role) => role !== "operator"),
	)("is not found by a person with the role %s", async (role) => {
		const actor = person(role)
		const asked = { actor, formId: "withdrawal", version: "0" }
		const template = await readTemplate("withdrawal")
		for (const work of [
			() => viewTemplates({ actor }),
			() => viewTemplate(asked),
			() => templateFile(asked),
			() => templatePreview({ ...asked, sample: 0 }),
			() => upload(template, "x", actor),
			() => enact(0, at("06:00:00"), actor),
			() => acceptTemplateRevisions({ ...asked, now: at("06:00:00") }),
		])
			expect((await refused(work())).code).toBe("not-found")
	})
})

describe("the list of templates", () => {
	test("has every form, says which version prints it and offers that version for download", async () => {
		const { forms } = await viewTemplates({ actor: operator })
		expect(forms.map((form) => form.id).sort()).toEqual(Object.keys(documentForms).sort())
		expect(forms.find((form) => form.id === "application")).toMatchObject({
			inForce: "исходный шаблон",
			uploaded: "",
			changed: false,
		})
	})
})
