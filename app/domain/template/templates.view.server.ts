import { documentForms } from "#app/documents/forms.ts"
import { fillers } from "#app/documents/render.server.ts"
import { carriesCode } from "#app/documents/sheet-code/sheet-code.ts"
import { SHEET_PICTURE, SIGNATURE_PICTURE } from "#app/documents/sheet-code/stamp.ts"
import { checkTemplate } from "#app/documents/template/check-template.server.ts"
import { describeTags } from "#app/documents/template/template-tags.ts"
import { templateInForce } from "#app/documents/template-in-force.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { templatePolicy } from "#app/policies/template.policy.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import type { DocumentForm } from "#templates/form.ts"
import { findTemplate } from "./find-template.server.ts"
import { readableForm } from "./template.ts"
import { sampleCode, templatePreview } from "./template-document.server.ts"
import {
	CAME_WITH_PROGRAM,
	historyOf,
	standingOf,
	versionMadeBy,
	versionName,
} from "./versions.view.server.ts"

const ORIGINAL = "исходный шаблон"

/** The parts of a template that an operator must not change. */
const keepIn = (formId: string) =>
	`Метки в фигурных скобках система заменит данными.${
		carriesCode(formId)
			? ` Рисунки «${SHEET_PICTURE}» и «${SIGNATURE_PICTURE}» оставьте на месте: по ним система читает сканы.`
			: ""
	}`

/** «Шаблоны документов»: every form and the version that prints it now. */
export async function viewTemplates({ actor }: { actor: Actor }) {
	if (!templatePolicy.read(actor, null, null)) throw notFound()
	const standing = await standingOf("", ORIGINAL)
	const forms: readonly DocumentForm[] = Object.values(documentForms)
	return {
		forms: forms.map(({ id, title }) => {
			const { number, ...stands } = standing(id)
			return {
				id,
				title,
				to: paths.operatorTemplate(id),
				download: paths.templateFile(id, number),
				...stands,
			}
		}),
	}
}
export type TemplatesView = Awaited<ReturnType<typeof viewTemplates>>

/** One form: the version in force, all versions, latest first, and every tag that its templates may use. */
export async function viewTemplate({ actor, formId }: { actor: Actor; formId: string }) {
	const form = readableForm(actor, formId)
	const inForce = await templateInForce(formId)
	const { versions, uses } = await historyOf(formId, inForce.number, ORIGINAL)
	const { faults } = await checkTemplate(form, inForce.template)
	return {
		id: form.id,
		title: form.title,
		keep: keepIn(form.id),
		inForce: { number: inForce.number, name: versionName(inForce.number, ORIGINAL), faults },
		download: paths.templateFile(formId, inForce.number),
		versions: versions.map((version) => ({
			...version,
			to: paths.templateVersion(formId, version.number),
			download: paths.templateFile(formId, version.number),
		})),
		uses,
		tags: describeTags(form.fields),
	}
}
export type TemplateView = Awaited<ReturnType<typeof viewTemplate>>

/** A version filled with a made-up sample, to check it before it is put in force. */
export async function viewTemplateVersion({
	actor,
	formId,
	version,
	sample,
}: {
	actor: Actor
	formId: string
	version: string
	sample: number
}) {
	const form = readableForm(actor, formId)
	const [{ number, template, row }, inForce] = await Promise.all([
		findTemplate(formId, version),
		templateInForce(formId),
	])
	const { faults, leftOut, cautions = [], reviewed = false } = await checkTemplate(form, template)
	const variants = Object.keys(form.samples)
	const chosen = sample < variants.length ? sample : 0
	const show = (which: number) => sheetsOf({ actor, formId, version: String(which), sample: chosen })
	const isCurrent = inForce.number === number
	const [shown, current] = await Promise.all([
		faults.length > 0 ? [] : show(number),
		faults.length > 0 || isCurrent ? [] : show(inForce.number).catch(unlessRefused),
	])
	return {
		formId,
		title: form.title,
		number,
		name: versionName(number, ORIGINAL),
		note: row?.note ?? CAME_WITH_PROGRAM,
		uploaded: versionMadeBy(row),
		current: isCurrent,
		inForce: versionName(inForce.number, ORIGINAL),
		faults,
		leftOut,
		cautions,
		/** True if the program can accept the changes itself. */
		reviewed,
		download: paths.templateFile(formId, number),
		preview: paths.templatePreview(formId, number, chosen),
		samples: variants.map((label, index) => ({
			label,
			to: paths.templateVersion(formId, number, index),
			current: index === chosen,
		})),
		/** Pages side by side: this version and, if it is another one, the version in force. */
		sheets: {
			titles: isCurrent ? ["Действующий шаблон"] : ["Этот шаблон", "Действует сейчас"],
			pages: Array.from({ length: Math.max(shown.length, current.length) }, (_, index) =>
				isCurrent ? [shown[index] ?? null] : [shown[index] ?? null, current[index] ?? null],
			),
		},
	}
}

async function sheetsOf(asked: { actor: Actor; formId: string; version: string; sample: number }) {
	const { bytes } = await templatePreview(asked)
	return fillers.run("paper.sheets", { bytes, code: sampleCode(asked.formId) })
}

/** If today's data no longer fit the template in force, nothing is shown here. The template's own page says what is wrong. */
function unlessRefused(error: unknown): [] {
	if (error instanceof DomainError) return []
	throw error
}
export type TemplateVersionView = Awaited<ReturnType<typeof viewTemplateVersion>>
