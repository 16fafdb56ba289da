import { createHash } from "node:crypto"
import Docxtemplater from "docxtemplater"
import PizZip from "pizzip"
import type { z } from "zod"
import { readableName } from "#app/files/readable-name.ts"
import { DomainError } from "#app/utils/errors.ts"
import type { DocumentForm, FieldShape } from "#templates/form.ts"
import { cleanData } from "./clean-data.ts"
import type { SheetCode } from "./sheet-code/sheet-code.ts"
import { stampDocument } from "./sheet-code/stamp.ts"
import { keepSignatures } from "./signatures/keep-signatures.ts"
import { templateFaults } from "./template/template-errors.ts"
import { describeField } from "./template/template-tags.ts"
import { understandTemplate } from "./template/understand-template.ts"

export type RenderedDocument = {
	bytes: Buffer
	/** SHA-256 of `bytes`, hexadecimal. The same data always gives the same bytes, so a signed paper can be compared years later. */
	sha256: string
	/** «Заявление — Иванова М. И.docx» */
	fileName: string
}

/** The program's own template needs no repair, because its parts and places are where the program expects them. */
export const openOwnTemplate = (template: Buffer) => new PizZip(template)

/**
 * Everything that is computed for a paper. It runs in the thread that answers requests or in a worker.
 *
 * @param open how the template is opened; an uploaded one may have been saved by any program
 */
export function fillForm<S extends FieldShape>(
	form: DocumentForm<S>,
	data: z.input<S>,
	template: Buffer,
	code: SheetCode | null,
	open: (template: Buffer) => PizZip = understandTemplate,
): RenderedDocument {
	const checked = checkData(form, data)
	const bytes = fillTemplate(form.title, template, checked, code, open)
	return {
		bytes,
		sha256: createHash("sha256").update(bytes).digest("hex"),
		fileName: readableName([form.fileName(checked)], "docx"),
	}
}

function checkData<S extends FieldShape>(form: DocumentForm<S>, data: z.input<S>): z.output<S> {
	const result = form.fields.safeParse(cleanData(data))
	if (result.success) return result.data
	const fields: Record<string, string> = {}
	for (const issue of result.error.issues) {
		const paths =
			issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
		for (const path of paths)
			fields[path.join(".")] =
				issue.code === "unrecognized_keys"
					? "В форме нет такого поля"
					: (describeField(form.fields, path) ?? issue.message)
	}
	const reasons = Object.entries(fields).map(([tag, description]) => `${tag}: ${description}`)
	throw new DomainError(
		"invalid",
		`Документ «${form.title}» не сформирован: не заполнены или заполнены не так поля ${Object.keys(fields).join(", ")}. Исправьте данные и повторите.`,
		{ fields, reasons },
	)
}

/** Zip entries contain a time. A fixed one, in local parts as pizzip writes them, keeps the bytes the same everywhere. */
const ENTRY_DATE = new Date(2000, 0, 1)

/**
 * Fills the tags of a .docx. `data` must contain every key that a tag uses; `null` is allowed only for sections.
 * @throws DomainError `invalid` with one reason for every fault of the template or tag without data.
 */
export function fillTemplate(
	title: string,
	template: Buffer,
	data: object,
	code: SheetCode | null = null,
	open: (template: Buffer) => PizZip = understandTemplate,
): Buffer {
	const missing = new Set<string>()
	try {
		const document = new Docxtemplater(open(template), {
			paragraphLoop: true,
			linebreaks: true,
			errorLogging: false,
			parser: (tag) => {
				const steps = tag === "." ? [] : tag.split(".")
				return {
					get: (scope: unknown, context) => {
						const value = lookUp(steps, scope)
						// False, and not null, so that an optional part hides a field of the same name outside it.
						if (context.meta.part.module === "loop") return asSection(value)
						if (value === undefined || typeof value === "string") return value
						missing.add(tag)
						return ""
					},
				}
			},
			nullGetter: (part) => {
				missing.add(part.value)
				return ""
			},
		})
		document.render(data)
		const zip = document.getZip()
		keepSignatures(zip)
		stampDocument(zip, code)
		for (const entry of Object.values(zip.files)) entry.date = ENTRY_DATE
		const bytes = document.toBuffer()
		if (missing.size === 0) return bytes
	} catch (error) {
		const faults = templateFaults(error)
		if (faults.length === 0) throw error
		throw templateRefused(title, faults)
	}
	throw templateRefused(
		title,
		[...missing].map((tag) => `для метки {${tag}} нет данных`),
	)
}

/** The value at the end of the steps («teacher», «genitive») in one scope. If it is undefined, the search continues in the outer scope. */
function lookUp(steps: readonly string[], scope: unknown): unknown {
	let value = scope
	for (const step of steps) {
		if (!value || typeof value !== "object" || !Object.hasOwn(value, step)) return undefined
		value = Reflect.get(value, step)
	}
	return value
}

/** Missing and empty parts become false. A text becomes a list with itself, so that {.} inside prints the text. */
function asSection(value: unknown): unknown {
	if (value === null || value === "") return false
	return typeof value === "string" ? [value] : value
}

const templateRefused = (title: string, reasons: readonly string[]) =>
	new DomainError(
		"invalid",
		`Шаблон «${title}» нужно исправить: ${reasons.join("; ")}. Обратитесь к оператору.`,
		{ reasons },
	)
