import Docxtemplater from "docxtemplater"
import PizZip from "pizzip"
import { cleanData } from "#app/documents/clean-data.ts"
import { documentForms } from "#app/documents/forms.ts"
import { readTemplate, renderDocument } from "#app/documents/render.server.ts"
import { median } from "./statistics.ts"

const WARM_UP = 40
const MEASURED = 120
const { application } = documentForms

export interface Word {
	/** Milliseconds, medians. */
	readonly form: number
	readonly alone: number
}

/** The application's form as the program prints it, and the same template with the same data by docxtemplater alone, in turns. */
export async function measureWord(): Promise<Word> {
	const [sample] = Object.values(application.samples)
	if (!sample) throw new Error("the application's form has no sample")
	// Both are given the same letters: what is printed has its numbers bound to their signs.
	const data = application.fields.parse(cleanData(sample))
	const template = await readTemplate(application.id)
	const form: number[] = []
	const alone: number[] = []
	for (let turn = 0; turn < WARM_UP + MEASURED; turn += 1) {
		const begun = performance.now()
		const ours = await renderDocument(application, data)
		const between = performance.now()
		const bare = fillAlone(template, data)
		const ended = performance.now()
		if (turn === 0 && textOf(ours.bytes) !== textOf(bare))
			throw new Error("the two forms do not say the same")
		if (turn < WARM_UP) continue
		form.push(between - begun)
		alone.push(ended - between)
	}
	return { form: median(form), alone: median(alone) }
}

/** With the least parser that reaches a field of a field, and a text as a section of itself. */
function fillAlone(template: Buffer, data: object): Buffer {
	const document = new Docxtemplater(new PizZip(template), {
		paragraphLoop: true,
		linebreaks: true,
		parser: (tag) => ({
			get(scope: unknown, { meta }) {
				const value = tag === "." ? scope : tag.split(".").reduce(fieldOf, scope)
				return meta.part.module === "loop" && typeof value === "string" ? [value] : value
			},
		}),
	})
	document.render(data)
	return document.toBuffer()
}

const fieldOf = (part: unknown, key: string): unknown =>
	typeof part === "object" && part !== null ? Reflect.get(part, key) : undefined

/** Words alone: without a code the places for one are taken out of ours. */
const textOf = (bytes: Buffer) =>
	[...(new PizZip(bytes).file("word/document.xml")?.asText() ?? "").matchAll(/<w:t(?: [^>]*)?>([^<]*)</g)]
		.map(([, words]) => words)
		.join("")
