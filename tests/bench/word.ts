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
	/** Medians in milliseconds. */
	readonly form: number
	readonly alone: number
}

/** Prints the application's form with the program, and the same template and data with docxtemplater alone, alternately. */
export async function measureWord(): Promise<Word> {
	const [sample] = Object.values(application.samples)
	if (!sample) throw new Error("the application's form has no sample")
	// Both get the same cleaned data, in which numbers are joined to their signs by no-break spaces.
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

/** The smallest parser that reads nested fields and accepts a text as a section. */
function fillAlone(template: Buffer, data: object): Buffer {
	const document = new Docxtemplater(new PizZip(template), {
		paragraphLoop: true,
		linebreaks: true,
		parser: (tag) => ({
			get(scope: unknown, { meta }) {
				const value = tag === "." ? scope : tag.split(".").reduce(fieldOf, scope)
				// An empty text leaves its section out.
				return meta.part.module === "loop" && typeof value === "string" ? value !== "" && [value] : value
			},
		}),
	})
	document.render(data)
	return document.toBuffer()
}

const fieldOf = (part: unknown, key: string): unknown =>
	typeof part === "object" && part !== null ? Reflect.get(part, key) : undefined

/** The text only: without a code, our program removes the places for it. */
const textOf = (bytes: Buffer) =>
	[...(new PizZip(bytes).file("word/document.xml")?.asText() ?? "").matchAll(/<w:t(?: [^>]*)?>([^<]*)</g)]
		.map(([, words]) => words)
		.join("")
