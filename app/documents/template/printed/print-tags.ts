import PizZip from "pizzip"
import { DomainError } from "#app/utils/errors.ts"
import type { DocumentForm } from "#templates/form.ts"
import { fillTemplate, openOwnTemplate } from "../../fill-form.ts"
import type { JudgedTag } from "../judge-tags.ts"
import { scanTags } from "../scan-tags.ts"
import { readTemplateLines, type TemplateLine } from "../template-lines.ts"
import { dropUnseen, type Unseen } from "./drop-unseen.ts"

/** What a person sees on a sheet that was filled with the names of tags. */
export interface PrintedTags {
	lines: readonly TemplateLine[]
	/** With the number of the row in a path: «rows.1.name». */
	tags: readonly JudgedTag[]
	unseen: readonly Unseen[]
}

type Data = Record<string, unknown>

/** Two rows of a list show what a hundred would. */
const ROWS = 2

/**
 * Data in which every text is its own tag, so that a filled sheet says which field stands where: every sample, and each again without
 * one of the parts that are in doubt, or with that switch turned.
 */
export function tagSamples({ samples }: DocumentForm, inDoubt: readonly string[]): Data[] {
	const named = Object.values(samples).map((sample) => nameValues(sample, "") as Data)
	const varied = named.flatMap((data) => inDoubt.map((path) => without(data, path.split(".")) as Data))
	return [...new Map([...named, ...varied].map((data) => [JSON.stringify(data), data])).values()]
}

function nameValues(value: unknown, path: string): unknown {
	if (typeof value === "string") return value === "" ? "" : `{${path}}`
	if (Array.isArray(value))
		return value.slice(0, ROWS).map((one, index) => nameValues(one, `${path}.${index}`))
	if (!isData(value)) return value
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [key, nameValues(inner, path ? `${path}.${key}` : key)]),
	)
}

const isData = (value: unknown): value is Data =>
	value !== null && typeof value === "object" && !Array.isArray(value)

/** The same data with one part left out, one list empty or one switch turned. */
function without(value: unknown, [step, ...rest]: readonly string[]): unknown {
	if (step === undefined) return typeof value === "boolean" ? !value : Array.isArray(value) ? [] : null
	return isData(value) ? { ...value, [step]: without(value[step], rest) } : value
}

/** Null when the template asks for something that these data do not have. */
export function printTags(form: DocumentForm, template: Buffer, data: Data): PrintedTags | null {
	const bytes = filled(form, template, data)
	if (!bytes) return null
	const zip = new PizZip(bytes)
	const unseen = dropUnseen(zip)
	const lines = readTemplateLines(zip).flat()
	const tags = scanTags(lines).tags.map((tag): JudgedTag => ({ ...tag, path: tag.name }))
	return { lines, tags, unseen }
}

function filled(form: DocumentForm, template: Buffer, data: Data): Buffer | null {
	try {
		return fillTemplate(form.title, template, data, null, openOwnTemplate)
	} catch (error) {
		if (error instanceof DomainError) return null
		throw error
	}
}

/** «rows.1.name» → «rows.name» */
export const withoutRow = (path: string) => path.replace(/\.\d+(?=\.|$)/g, "")
