import { z } from "zod"
import { reasonInParts } from "#app/documents/typed/reason.ts"
import type { DocumentForm } from "#templates/form.ts"

type Data = Record<string, unknown>

/** Texts as long as people type them where there is no limit: a double name, a school named after a person. */
const LONG =
	"Вознесенская-Преображенская-Космодемьянская муниципального бюджетного общеобразовательного учреждения «Средняя общеобразовательная школа-интернат № 1234567 имени дважды Героя Советского Союза»"
const SENTENCE =
	"Обучающиеся показывают стабильные результаты: успеваемость 100 %, качество выросло на 12 %. "
export const textOf = (length: number) =>
	SENTENCE.repeat(Math.ceil(length / SENTENCE.length))
		.slice(0, length)
		.trim()

/** The sample with every text made long. Numbers and dates stay. */
export function lengthened(value: unknown): unknown {
	if (typeof value === "string") return /^[\d\s.,№«»-]*$/.test(value) ? value : `${value} ${LONG}`
	if (Array.isArray(value)) return value.map(lengthened)
	if (value && typeof value === "object")
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, lengthened(inner)]))
	return value
}

/** The sample with every optional part left out, every list as short as possible, and every cell blank that may be blank. */
export function emptied(schema: unknown, value: unknown): unknown {
	if (schema instanceof z.ZodNullable) return null
	if (schema instanceof z.ZodArray && Array.isArray(value)) {
		const fewest = [0, 1, 2].find((count) => schema.safeParse(value.slice(0, count)).success) ?? value.length
		return value.slice(0, fewest).map((one) => emptied(schema.element, one))
	}
	if (schema instanceof z.ZodObject && value && typeof value === "object")
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [key, emptied(schema.shape[key], inner)]),
		)
	return schema instanceof z.ZodType && schema.safeParse("").success ? "" : value
}

const cells = (count: number, text: string) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index + 1}`, text]))

/** Special cases of some forms: results of 6,000 characters, a reason of 3,000 characters or of 35 lines. */
const OWN: Readonly<Record<string, (sample: Data) => Record<string, Data>>> = {
	withdrawal: (sample) =>
		Object.fromEntries(
			[
				["reason of 3,000 signs", textOf(3_000)],
				["reason of 3,000 signs without a space", "ш".repeat(3_000)],
				[
					"reason of 35 lines",
					Array.from({ length: 35 }, (_, line) => `Обстоятельство № ${line + 1}`).join("\n"),
				],
			].map(([name = "", reason = ""]) => [name, { ...sample, reason, ...reasonInParts(reason) }]),
		),
	annex: (sample) => ({
		"results of 6,000 signs as text": {
			...sample,
			abilities: { notes: [textOf(6_000)], grid: null },
			methods: { notes: textOf(6_000).split(". "), grid: null },
		},
		"results of 6,000 signs in one cell": {
			...sample,
			abilities: { notes: [], grid: { rows: [cells(7, textOf(900))], blank: false } },
		},
		"120 typed rows": {
			...sample,
			abilities: {
				notes: [],
				grid: { rows: Array.from({ length: 120 }, (_, row) => cells(7, `строка ${row + 1}`)), blank: false },
			},
		},
	}),
	conclusion: (sample) => ({
		"recommendations of 3,000 signs": { ...sample, recommendations: textOf(3_000) },
	}),
}

/** The hardest data that a form may have to print, each by its name. */
export function stressOf(form: DocumentForm): Record<string, Data> {
	const [sample = {}] = Object.values(form.samples) as Data[]
	return {
		"every text very long": lengthened(sample) as Data,
		"nothing that may be missing": emptied(form.fields, sample) as Data,
		...OWN[form.id]?.(sample),
	}
}
