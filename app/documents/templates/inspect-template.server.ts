import Docxtemplater from "docxtemplater"
import InspectModule from "docxtemplater/js/inspect-module.js"
import PizZip from "pizzip"
import { DOCX } from "#app/files/file-types.ts"
import { withArchive } from "#app/files/inspection/archive.server.ts"
import { inspectOfficeZip } from "#app/files/inspection/office.server.ts"
import { MAX_TEMPLATE_XML_BYTES } from "#app/files/limits.ts"
import { FileRefusal } from "#app/files/refusals.ts"
import { DomainError } from "#app/utils/errors.ts"
import type { DocumentForm } from "#templates/form.ts"
import { fillForm } from "../fill-form.ts"
import { formNamed } from "../forms.ts"
import { readTemplate } from "../read-template.server.ts"
import { lostPlaces } from "../sheet-code/lost-places.ts"
import { carriesCode } from "../sheet-code/sheet-code.ts"
import { describeLeftOut, faultsOfTags, type TemplateCheck } from "./tag-faults.ts"
import { templateFaults } from "./template-errors.ts"
import { type FoundTag, nestTags, schemaTags, type TagTree } from "./template-tags.ts"

/** The same for a form of the house, in a worker. */
export function checkKnownTemplate({ formId, template }: { formId: string; template: Uint8Array }) {
	const form = formNamed(formId)
	if (!form) throw new Error(`no form is called ${formId}`)
	return inspectTemplate(form, Buffer.from(template))
}

/** Holds a template against the form's fields and the places of its codes, and fills it with every sample, as it will be filled with people's data. */
export async function inspectTemplate(form: DocumentForm, template: Buffer): Promise<TemplateCheck> {
	const unfit = await faultOfFile(template)
	if (unfit) return { faults: [unfit], leftOut: [] }
	const read = readTags(template)
	if (Array.isArray(read)) return { faults: read, leftOut: [] }
	const faults = faultsOfTags(read, schemaTags(form.fields), "этого документа")
	if (carriesCode(form.id)) faults.push(...lostPlaces(template, await readTemplate(form.id)))
	if (faults.length === 0) faults.push(...faultsOfSamples(form, template))
	const leftOut = describeLeftOut(form.fields, read)
	return { faults, leftOut }
}

const UNREADABLE = "файл не читается как документ Word: сохраните его в Word заново"

/** Before anything unpacks the file at once: what it unpacks to, and what it may contain. */
async function faultOfFile(template: Buffer): Promise<string | null> {
	try {
		const found = await withArchive(template, "шаблон", (archive) =>
			inspectOfficeZip(archive, "шаблон", MAX_TEMPLATE_XML_BYTES),
		)
		return found && "type" in found && found.type === DOCX ? null : UNREADABLE
	} catch (error) {
		if (!(error instanceof FileRefusal)) throw error
		return error.code === "broken" ? UNREADABLE : error.message
	}
}

function readTags(template: Buffer): TagTree | string[] {
	const inspector = new InspectModule()
	try {
		new Docxtemplater(new PizZip(template), {
			modules: [inspector],
			paragraphLoop: true,
			errorLogging: false,
		})
		return nestTags(inspector.getAllStructuredTags() as readonly FoundTag[])
	} catch (error) {
		const faults = templateFaults(error)
		return faults.length > 0 ? faults : [UNREADABLE]
	}
}

function faultsOfSamples(form: DocumentForm, template: Buffer): string[] {
	const faults = new Set<string>()
	for (const sample of Object.values(form.samples))
		try {
			fillForm(form, sample, template, null)
		} catch (error) {
			if (!(error instanceof DomainError)) throw error
			for (const reason of error.reasons) faults.add(reason)
		}
	return [...faults]
}
