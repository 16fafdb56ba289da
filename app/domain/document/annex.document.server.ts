import { prisma } from "#app/db/client.server.ts"
import type { Application } from "#app/db/generated/client.ts"
import { type AnnexInput, fillAnnex } from "#app/documents/fill.ts"
import { documentForms } from "#app/documents/forms.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { codeOfPaper } from "#app/documents/sheet-code/content-hash.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import type { Category } from "#machines/application/application.facts.ts"
import { criteriaOf } from "#machines/rulebook/index.ts"
import { teacherOf } from "../application/form/application.document.ts"
import { type FormDraft, resultTexts } from "../application/form/application.form.ts"
import { placeOf } from "../application/form/workplace.server.ts"
import { loadOffice, wordingOf } from "../reference/office.server.ts"

/**
 * The years between attestations: from the one that set the current category to this one. Null without a category; then the
 * teacher writes the years by hand.
 */
export function yearsBetween({ currentCategory, currentSetOn }: FormDraft, today: string): string | null {
	const set = parseTypedDate(currentSetOn ?? "")
	if (!set || !currentCategory || currentCategory === "none" || set > today) return null
	return `${set.slice(0, 4)}–${today.slice(0, 4)}`
}

/** The fields of the annex. `results` are the typed texts; without them the form is as it was before anything was typed. */
export async function annexFields(row: Application, now: Date, results: readonly string[]) {
	const draft = row.form as FormDraft
	const today = civilDate(now)
	const category = (draft.claimedCategory || "first") as Category
	const [place, office, organisation] = await Promise.all([
		placeOf(prisma, row),
		loadOffice(prisma),
		prisma.organisation.findUniqueOrThrow({ where: { id: row.organisationId }, select: { kind: true } }),
	])
	const input: AnnexInput = {
		teacher: teacherOf(draft, place),
		organisationKind: organisation.kind,
		category,
		years: yearsBetween(draft, today),
		criteria: criteriaOf(category, today).criteria.map(({ text }) => text),
		results,
	}
	return fillAnnex(input, wordingOf(office, today))
}

/** «Таблицы для представления результатов» with the heading and everything that the teacher typed. */
export async function printAnnex(
	row: Application,
	now: Date,
	results: readonly string[] = resultTexts(row.form as FormDraft),
) {
	const fields = await annexFields(row, now, results)
	const revision = await prisma.formRevision.findFirst({
		where: { applicationId: row.id },
		orderBy: { number: "desc" },
		select: { number: true },
	})
	return printDocument(documentForms.annex, fields, {
		code: codeOfPaper(row, "annex", revision?.number ?? 0, fields),
	})
}
