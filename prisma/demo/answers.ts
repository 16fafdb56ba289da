import type { FormDraft } from "#app/domain/application/form/application.form.ts"

/** A complete form of somebody who has no category and asks for the first one by the general procedure. */
export const ANSWERS = {
	appointedOn: "01.09.2017",
	currentCategory: "none",
	heldBefore: "no",
	claimedCategory: "first",
	attestationForm: "in_person",
	presence: "absent",
	procedure: "general",
	educationLevel: "высшее",
	educationInstitution: "Педагогический университет",
	educationYear: "2009",
	educationSpeciality: "Педагогическое образование",
	educationQualification: "учитель",
	experienceTotal: "16",
	experienceTeaching: "14",
	experiencePosition: "9",
	training: "Курсы повышения квалификации, 72 часа, 2025 год",
	result1: "Качество знаний за три года выросло с 52 до 61 процента.",
} satisfies FormDraft

/** What differs in the simplified procedure. */
export const SIMPLIFIED_ANSWERS = {
	procedure: "simplified",
	groundCode: "contest_winner",
	groundDocument: "диплом победителя областного конкурса от 12.04.2026 № 904",
} satisfies FormDraft
