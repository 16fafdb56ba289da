import { createHash } from "node:crypto"
import { type RenderedDocument, renderDocument } from "#app/documents/render.server.ts"
import { carriesCode, type SheetCode } from "#app/documents/sheet-code/sheet-code.ts"
import { readableName } from "#app/files/readable-name.ts"
import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { findTemplate } from "./find-template.server.ts"
import { readableForm } from "./template.ts"

interface TemplateQuery {
	actor: Actor
	formId: string
	version: string
}

/** The template itself with its tags, to be changed in Word. */
export async function templateFile({ actor, formId, version }: TemplateQuery): Promise<RenderedDocument> {
	const form = readableForm(actor, formId)
	const { number, template } = await findTemplate(formId, version)
	return {
		bytes: template,
		sha256: createHash("sha256").update(template).digest("hex"),
		fileName: readableName(["Шаблон", form.title, `версия ${number}`], "docx"),
	}
}

/** A version filled with one of the form's made-up samples. `sample` is its index, from 0. */
export async function templatePreview({ sample, ...query }: TemplateQuery & { sample: number }) {
	const form = readableForm(query.actor, query.formId)
	const { template } = await findTemplate(query.formId, query.version)
	const data = Object.values(form.samples)[sample]
	if (!data) throw notFound()
	return renderDocument(form, data, { template, code: sampleCode(form.id) })
}

/** A code that belongs to no paper, so that a sample looks like the real paper. */
export const sampleCode = (formId: string): SheetCode | null =>
	carriesCode(formId) ? { paperId: "0BRAZEC0", kind: formId, version: 1, hash: "000" } : null
