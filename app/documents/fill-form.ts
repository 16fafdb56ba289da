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
import { templateFaults } from "./templates/template-errors.ts"
import { describeField } from "./templates/template-tags.ts"

export type RenderedDocument = {
	bytes: Buffer
	/** Of `bytes`, hexadecimal. The same data gives the same bytes: what was signed can be compared years later. */
	sha256: string
	/** «Заявление — Иванова М. И.docx» */
	fileName: string
}

/** Everything that is calculated for a paper, wherever: in the thread that answers requests, or in one of its own. */
export function fillForm<S extends FieldShape>(
	form: DocumentForm<S>,
	data: z.input<S>,
	template: Buffer,
	code: SheetCode | null,
): RenderedDocument {
	const checked = checkData(form, data)
	const bytes = fillTemplate(form.title, template, checked, code)
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

/** Zip entries carry a time; a fixed one, in local parts as pizzip writes them, keeps the bytes the same everywhere. */
const ENTRY_DATE = new Date(2000, 0, 1)

/**
 * Fills the tags of a .docx. `data` must hold every key a tag asks for; `null` is allowed for sections only.
 * @throws DomainError `invalid` with one reason for every fault of the template or tag without data.
 */
export function fillTemplate(
	title: string,
	template: Buffer,
	data: object,
	code: SheetCode | null = null,
): Buffer {
	const missing = new Set<string>()
	try {
		const document = new Docxtemplater(new PizZip(template), {
			paragraphLoop: true,
			linebreaks: true,
			errorLogging: false,
			parser: (tag) => {
				const steps = tag === "." ? [] : tag.split(".")
				return {
					get: (scope: unknown, context) => {
						const value = lookUp(steps, scope)
						// An optional part that is left out hides a field of the same name outside it; null would not.
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

/** The value at the end of the steps («teacher», «genitive») in one scope; undefined sends the search outwards. */
function lookUp(steps: readonly string[], scope: unknown): unknown {
	let value = scope
	for (const step of steps) {
		if (!value || typeof value !== "object" || !Object.hasOwn(value, step)) return undefined
		value = Reflect.get(value, step)
	}
	return value
}

/** Absent and empty parts are false; a text becomes a list of itself, so that {.} inside means the text. */
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
