import { describe, expect, it } from "vitest"
import { fillForm } from "#app/documents/fill-form.ts"
import { type DocumentFormId, documentForms } from "#app/documents/forms.ts"
import { renderDocument } from "#app/documents/render.server.ts"
import { paragraphsOf, readWord } from "#app/documents/test-word.ts"
import { DomainError } from "#app/utils/errors.ts"
import type { DocumentForm } from "#templates/form.ts"

// A missing value must cause an error before anything is printed. Values that people fill in by hand become a blank line.

type Data = Record<string, unknown>
const formOf = (id: DocumentFormId): DocumentForm => documentForms[id]
const samplesOf = (form: DocumentForm) => Object.values(form.samples) as Data[]

/** Paths of all texts in the data: «teacher.genitive», «rows.0.name». Of each list only the first row is used. */
function textsIn(value: unknown, above: readonly string[] = []): string[] {
	if (typeof value === "string") return [above.join(".")]
	if (!value || typeof value !== "object") return []
	const inner = Array.isArray(value) ? Object.entries(value.slice(0, 1)) : Object.entries(value)
	return inner.flatMap(([key, one]) => textsIn(one, [...above, key]))
}

function withValue(data: Data, path: string, value: unknown): Data {
	// structuredClone would keep a row that is used twice as one object.
	const copy: Data = JSON.parse(JSON.stringify(data))
	const steps = path.split(".")
	const last = steps.pop() ?? ""
	const place = steps.reduce<unknown>((inner, step) => (inner as Data)[step], copy)
	;(place as Data)[last] = value
	return copy
}

/** The error about the data. The template is empty, so the error comes from the check before printing. */
function objection(form: DocumentForm, data: Data): string[] {
	try {
		fillForm(form, data, Buffer.from("no template"), null)
	} catch (error) {
		if (error instanceof DomainError) return Object.keys(error.fields)
	}
	return []
}

/** Cells that people fill in by hand or that may be empty, listed form by form. */
const MAY_BE_BLANK: Partial<Record<DocumentFormId, RegExp>> = {
	application: /^(education\.rows\.0\.(level|year|speciality|qualification)|teacher\.municipality)$/,
	withdrawal: /^author\.municipality$/,
	annex: /^teacher\.municipality$|\.rows\.0\.c\d$/,
	conclusion: /^(criteria\.0\.result|lessons\.rows\.0\.link)$/,
	extract: /^teacher\.municipality$/,
	notice: /^addressee\.municipality$/,
	"rejection-notice": /^addressee\.municipality$/,
	protocol: /^rows\.0\.(decision|municipality|votes(For|Against|Abstained))$/,
}

describe.each(Object.keys(documentForms) as DocumentFormId[])("%s", (id) => {
	it("is not printed without a value, unless that value may be empty", () => {
		const form = formOf(id)
		const short = samplesOf(form).filter((data) => JSON.stringify(data).length < 20_000)
		const accepted = short.flatMap((data) =>
			textsIn(data).filter((path) => {
				const named = objection(form, withValue(data, path, " \u00a0\u0000"))
				if (named.length > 0) expect(named).toEqual([path])
				return named.length === 0
			}),
		)
		const allowed = MAY_BE_BLANK[id]
		expect([...new Set(accepted)].filter((path) => !allowed?.test(path))).toEqual([])
	})
})

/** Parts that are left out (null), and the line that replaces them. */
const BY_HAND: readonly [id: DocumentFormId, left: readonly string[], line: RegExp][] = [
	["agenda", ["secretary"], /Секретарь аттестационной комиссии\n_{16}\n\(подпись\)\n_{20}\n/],
	["extract", ["secretary"], /Секретарь аттестационной комиссии\n_{16}\n\(подпись\)\n_{20}\n/],
	["order", ["date", "number"], /«___» _{12} 20___ г\.[\s\S]*№ _{16}/],
	["order", ["signatory.post", "signatory.name"], /\n_{28}\n_{16}\n\(подпись\)\n_{20}\n/],
	["protocol", ["number"], /ПРОТОКОЛ № _{8}/],
	["protocol", ["members", "present"], /Членов комиссии: _{6}, присутствовали: _{6}\./],
	["protocol", ["startsAt", "place"], /Начало: _{6}, [\s\S]*Место проведения: _{40}/],
	["protocol", ["roll"], /Присутствовали члены комиссии:\n\n\n\n[\s\S]*Отсутствовали и почему:\n\n/],
	["extract", ["votes"], /«за» _{6}, «против» _{6}, «воздержались» _{6}\./],
	["agenda", ["startsAt"], /Время: _{14}\. Место: г\. Томск/],
	["notice", ["sitting"], /состоится «___» _{12} 20___ г\. в ___ ч\. ___ мин\./],
	["notice", ["place"], /по адресу: _{56}/],
	["application", ["annexPages"], /на ____ л\./],
	["annex", ["years"], /_{16}/],
]

it.each(BY_HAND)("%s without %j leaves a line to write on", async (id, left, line) => {
	const form = formOf(id)
	const data = left.reduce((sofar, path) => withValue(sofar, path, null), samplesOf(form)[0] ?? {})
	const { body } = readWord((await renderDocument(form, data)).bytes)
	expect(paragraphsOf(body).join("\n").replaceAll("\u00a0", " ")).toMatch(line)
})
