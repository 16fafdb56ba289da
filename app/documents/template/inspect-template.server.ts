import Docxtemplater from "docxtemplater"
import type PizZip from "pizzip"
import { DOCX } from "#app/files/file-types.ts"
import { withArchive } from "#app/files/inspection/archive.server.ts"
import { inspectOfficeZip } from "#app/files/inspection/office.server.ts"
import { MAX_TEMPLATE_XML_BYTES } from "#app/files/limits.ts"
import { FileRefusal } from "#app/files/refusals.ts"
import { DomainError } from "#app/utils/errors.ts"
import { lowerFirst } from "#app/utils/russian.ts"
import type { DocumentForm } from "#templates/form.ts"
import { fillForm, openOwnTemplate } from "../fill-form.ts"
import { documentForms, formNamed } from "../forms.ts"
import { readTemplate } from "../read-template.server.ts"
import { lostPlaces } from "../sheet-code/lost-places.ts"
import { carriesCode } from "../sheet-code/sheet-code.ts"
import { compareWithOriginal, pathsIn } from "./compare/compare-original.ts"
import { lostSignatures, sayLostSignature } from "./compare/signature-rows.ts"
import { otherForm, sayOtherForm } from "./compare/which-form.ts"
import { judgeTags, type ReadTemplate } from "./judge-tags.ts"
import { figuresOver } from "./printed/figures-over.ts"
import { unseenOnPaper } from "./printed/unseen-on-paper.ts"
import { acceptRevisions, findRevisions } from "./revisions.ts"
import { scanTags } from "./scan-tags.ts"
import { templateFaults } from "./template-errors.ts"
import { readTemplateLines, type TemplateLine } from "./template-lines.ts"
import { describeField, schemaTags, type TagTree } from "./template-tags.ts"
import { understandTemplate } from "./understand-template.ts"

export interface TemplateCheck {
	/** Why the form cannot be printed with it, or its scans could not be read, in Russian sentences. Empty if all is well. */
	faults: string[]
	/** Data of the form that this template does not print. That is allowed, but the operator should know. */
	leftOut: { tag: string; description: string }[]
	/** Texts that every paper would print, where the program's own template prints data. */
	cautions?: string[]
	/** Its only fault is that it is under review in Word, so the program can accept the changes itself. */
	reviewed?: true
}

/** The same for a form of the program, in a worker. */
export function checkKnownTemplate({ formId, template }: { formId: string; template: Uint8Array }) {
	const form = formNamed(formId)
	if (!form) throw new Error(`no form is called ${formId}`)
	return inspectTemplate(form, Buffer.from(template))
}

/**
 * Checks a template against the form's fields and the places of its codes, and fills it with every sample in the same way
 * as with people's data.
 */
export async function inspectTemplate(form: DocumentForm, template: Buffer): Promise<TemplateCheck> {
	const unfit = await faultOfFile(template)
	if (unfit) return { faults: [unfit], leftOut: [] }
	const zip = open(template)
	if (!zip) return { faults: [UNREADABLE], leftOut: [] }
	const { changes, comments } = findRevisions(zip)
	if (changes.length + comments.length === 0) return inspectReadable(form, template, zip)
	const accepted = await inspectTemplate(form, acceptRevisions(template))
	const faults = [reviewFault(changes, comments), ...accepted.faults]
	return { ...accepted, faults, ...(accepted.faults.length === 0 ? { reviewed: true } : {}) }
}

async function inspectReadable(form: DocumentForm, template: Buffer, zip: PizZip): Promise<TemplateCheck> {
	const known = schemaTags(form.fields)
	const read = readTags(zip, known)
	const faults = read.faults
	let cautions: string[] = []
	if (formNamed(form.id)) {
		const own = await readTemplate(form.id)
		const original = readTags(understandTemplate(own), known)
		const other = otherForm(form.id, read.lines, await linesOfForms())
		if (other) return { faults: [sayOtherForm(other, form.id)], leftOut: [] }
		const differences = compareWithOriginal(form.id, original, read)
		if (differences.isPaper) return { faults: differences.faults, leftOut: [] }
		const signatures = lostSignatures(original, read)
		faults.push(...differences.faults, ...signatures.map(sayLostSignature))
		if (read.faults.length === 0)
			faults.push(...unseenOnPaper(form, own, zip, { original, read, signatures }))
		cautions = [...differences.cautions, ...cautionsOfFigures(zip)]
		if (carriesCode(form.id)) faults.push(...lostPlaces(template, own))
	}
	if (faults.length === 0) faults.push(...faultsOfSamples(form, zip))
	const leftOut = pathsLeftOut(known, pathsIn(read.tags)).map((path) => ({
		tag: path.join("."),
		description: describeField(form.fields, path) ?? "",
	}))
	return { faults, leftOut, ...(cautions.length > 0 ? { cautions } : {}) }
}

const cautionsOfFigures = (zip: PizZip): string[] =>
	figuresOver(zip).map(
		({ name, words }) =>
			`поверх текста лежит фигура или рисунок${name ? ` «${name}»` : ""}${words ? ` у слов «${words}»` : ""}: на листе слова под ней не видны; если она что-то закрывает, поставьте её за текстом`,
	)

let formLines: Promise<ReadonlyMap<string, readonly TemplateLine[]>> | undefined
/** The lines of every form of the program, read once during the life of the process. */
function linesOfForms() {
	formLines ??= Promise.all(
		Object.values(documentForms).map(
			async ({ id }) => [id, readTemplateLines(openOwnTemplate(await readTemplate(id))).flat()] as const,
		),
	).then((lines) => new Map(lines))
	return formLines
}

const SAVE_ANEW = "уберите это, сохраните шаблон в Word заново как документ Word (.docx)"
const UNREADABLE = "файл не читается как документ Word: сохраните его в Word заново"

function reviewFault(changes: readonly string[], comments: readonly string[]): string {
	const found = [
		changes.length > 0 && `исправления: ${changes.join(", ")}`,
		comments.length > 0 && `примечания: ${comments.join(", ")}`,
	].filter((one) => one !== false)
	return `шаблон ещё на проверке, в нём остались ${found.join("; ")}`
}

/** Checks the unpacked size and the contents before any code unpacks the whole file. */
async function faultOfFile(template: Buffer): Promise<string | null> {
	try {
		const found = await withArchive(template, "шаблон", (archive) =>
			inspectOfficeZip(archive, "шаблон", MAX_TEMPLATE_XML_BYTES),
		)
		return found && "type" in found && found.type === DOCX ? null : UNREADABLE
	} catch (error) {
		if (!(error instanceof FileRefusal)) throw error
		// The advice differs from that for documents, because nobody can print a template to PDF.
		return error.code === "broken" ? UNREADABLE : `${lowerFirst(error.what).replace(/\.$/, "")}: ${SAVE_ANEW}`
	}
}

/** Null for a file whose parts are not where the format requires them, or are not well-formed XML. */
function open(template: Buffer): PizZip | null {
	try {
		const zip = understandTemplate(template)
		return /<w:body[\s>]/.test(zip.file("word/document.xml")?.asText() ?? "") ? zip : null
	} catch {
		return null
	}
}

/** Every line and tag of a template, and the faults of its tags. */
function readTags(zip: PizZip, known: TagTree): ReadTemplate & { faults: string[] } {
	const parts = readTemplateLines(zip)
	const scanned = parts.map(scanTags)
	const judged = scanned.map(({ tags }) => judgeTags(tags, known))
	const faults = [...scanned, ...judged].flatMap((part) => part.faults)
	// Also reports whatever the library that fills the template does not accept.
	if (faults.length === 0) faults.push(...faultsOfLibrary(zip))
	return { lines: parts.flat(), tags: judged.flatMap(({ tags }) => tags), faults: [...new Set(faults)] }
}

function faultsOfLibrary(zip: PizZip): string[] {
	try {
		new Docxtemplater(zip, { paragraphLoop: true, errorLogging: false })
		return []
	} catch (error) {
		const faults = templateFaults(error)
		return faults.length > 0 ? faults : [UNREADABLE]
	}
}

/** If a whole part is left out, only the part is named and not its fields. */
function pathsLeftOut(
	known: TagTree,
	printed: ReadonlySet<string>,
	above: readonly string[] = [],
): string[][] {
	return [...known].flatMap(([name, { inner }]) => {
		const path = [...above, name]
		return printed.has(path.join(".")) ? pathsLeftOut(inner, printed, path) : [path]
	})
}

function faultsOfSamples(form: DocumentForm, zip: PizZip): string[] {
	const understood = zip.generate({ type: "nodebuffer", compression: "STORE" })
	const faults = new Set<string>()
	for (const sample of Object.values(form.samples))
		try {
			fillForm(form, sample, understood, null, openOwnTemplate)
		} catch (error) {
			if (!(error instanceof DomainError)) throw error
			for (const reason of error.reasons) faults.add(reason)
		}
	return [...faults]
}
