import { prisma } from "#app/db/client.server.ts"
import { type ConclusionInput, fillConclusion, type Post } from "#app/documents/fill.ts"
import { documentForms } from "#app/documents/forms.ts"
import { printDocument } from "#app/documents/print.server.ts"
import type { RenderedDocument } from "#app/documents/render.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import type { AttestationForm, Category } from "#machines/application/application.facts.ts"
import { criteriaOf } from "#machines/rulebook/index.ts"
import { loadOffice, wordingOf } from "../reference/office.server.ts"

const LINE = "____________________"
const SHORT_LINE = "____________"
const NOBODY = { surname: "", name: "", patronymic: "" }
const SOMEWHERE: Post = {
	name: NOBODY,
	position: {
		cases: {
			nominative: LINE,
			genitive: LINE,
			dative: LINE,
			accusative: LINE,
			instrumental: LINE,
			prepositional: LINE,
		},
		subjectLink: "none",
	},
	subject: null,
	workplace: LINE,
}

/** Renders the template of the conclusion without a teacher: the criteria of the category are printed, everything else is a blank line. */
export async function renderBlankConclusion({
	category,
	attestationForm,
	now,
}: {
	category: Category
	attestationForm: AttestationForm
	now: Date
}): Promise<RenderedDocument> {
	const today = civilDate(now)
	const input: ConclusionInput = {
		teacher: { ...SOMEWHERE, genitive: LINE, sex: "f", municipality: LINE, phone: "", email: "" },
		appointedOn: today,
		category,
		attestationForm,
		current: null,
		period: LINE,
		criteria: criteriaOf(category, today).criteria.map(({ text }) => text),
		lessonLinks: [],
		visitDates: [],
		experts: [SOMEWHERE, SOMEWHERE],
	}
	const fields = fillConclusion(input, wordingOf(await loadOffice(prisma), today), today)
	const teacher = {
		...fields.teacher,
		name: LINE,
		initials: SHORT_LINE,
		appointedOn: SHORT_LINE,
		acquainted: "ознакомлен(а)",
	}
	const experts = fields.experts.map((expert) => ({ ...expert, initials: SHORT_LINE }))
	const document = await printDocument(documentForms.conclusion, {
		...fields,
		teacher,
		experts,
		noCategory: false,
		categoryOpen: true,
	})
	const words = category === "highest" ? "высшая категория" : "первая категория"
	return { ...document, fileName: `Шаблон итогового заключения, ${words}.docx` }
}
