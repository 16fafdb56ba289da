import type { FormDraft } from "#app/domain/application/form/application.form.ts"

/** What every made-up teacher has filled in. */
export const FORM: FormDraft = {
	sex: "f",
	genitive: "Проверкиной Нагрузки Серверовны",
	dative: "Проверкиной Нагрузке Серверовне",
	phone: "+7 900 000-00-00",
	email: "teacher@bench.example",
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
	result1: "Качество знаний за три года выросло с 52 до 61 процента. ".repeat(8),
	result2: "Учащиеся ежегодно участвуют в олимпиадах и конкурсах. ".repeat(8),
}
