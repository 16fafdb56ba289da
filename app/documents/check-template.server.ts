import Docxtemplater from "docxtemplater"
import InspectModule from "docxtemplater/js/inspect-module.js"
import PizZip from "pizzip"
import { DomainError } from "#app/utils/errors.ts"
import type { DocumentForm } from "./form.ts"
import { readTemplate, renderDocument } from "./render.server.ts"
import { lostPlaces } from "./sheet-code/lost-places.ts"
import { carriesCode } from "./sheet-code/sheet-code.ts"
import { templateFaults } from "./template-errors.ts"
import { describeField, nestTags, schemaTags, type TagTree } from "./template-tags.ts"

export interface TemplateCheck {
	/** Why the form cannot be printed with it, or its scans not be read, in Russian sentences; empty: all is well. */
	faults: string[]
	/** Data of the form that this template does not print: allowed, but the operator should know. */
	leftOut: { tag: string; description: string }[]
}

/** Holds a template against the form's fields and the places of its codes, and fills it with every sample, as it will be filled with people's data. */
export async function checkTemplate(form: DocumentForm, template: Buffer): Promise<TemplateCheck> {
	const read = readTags(template)
	if (Array.isArray(read)) return { faults: read, leftOut: [] }
	const known = schemaTags(form.fields)
	const faults = unknownTags(read, [known]).map(
		(tag) => `метки {${tag}} нет среди данных этого документа: исправьте её или уберите`,
	)
	if (carriesCode(form.id)) faults.push(...lostPlaces(template, await readTemplate(form.id)))
	if (faults.length === 0) faults.push(...(await faultsOfSamples(form, template)))
	const leftOut = tagsLeftOut(known, read).map((path) => ({
		tag: path.join("."),
		description: describeField(form.fields, path) ?? "",
	}))
	return { faults, leftOut }
}

function readTags(template: Buffer): TagTree | string[] {
	const inspector = new InspectModule()
	try {
		new Docxtemplater(new PizZip(template), {
			modules: [inspector],
			paragraphLoop: true,
			errorLogging: false,
		})
		return nestTags(inspector.getAllTags())
	} catch (error) {
		const faults = templateFaults(error)
		return faults.length > 0 ? faults : ["файл не читается как документ Word: сохраните его в Word заново"]
	}
}

/** A tag may name what stands outside its section, so every enclosing part is asked, the nearest first. */
function unknownTags(tags: TagTree, scopes: readonly TagTree[], above: readonly string[] = []): string[] {
	return Object.entries(tags).flatMap(([name, inner]) => {
		const found = scopes.find((scope) => Object.hasOwn(scope, name))?.[name]
		const path = [...above, name]
		return found ? unknownTags(inner, [found, ...scopes], path) : [path.join(".")]
	})
}

/** What hides a whole part hides what is in it: only the part is named. */
function tagsLeftOut(known: TagTree, tags: TagTree, above: readonly string[] = []): string[][] {
	return Object.entries(known).flatMap(([name, inner]) => {
		const path = [...above, name]
		const printed = tags[name]
		return printed ? tagsLeftOut(inner, printed, path) : [path]
	})
}

async function faultsOfSamples(form: DocumentForm, template: Buffer): Promise<string[]> {
	const faults = new Set<string>()
	for (const sample of Object.values(form.samples)) {
		try {
			await renderDocument(form, sample, { template })
		} catch (error) {
			if (!(error instanceof DomainError)) throw error
			for (const reason of error.reasons) faults.add(reason)
		}
	}
	return [...faults]
}
