import { procedurePhrase } from "#app/documents/phrases.ts"
import { criteriaOf } from "#machines/rulebook/index.ts"
import { SIMPLIFIED_GROUNDS } from "#prisma/data/index.ts"
import { type ApplicationView, currentCategoryText } from "../application.view.server.ts"
import { type FormDraft, resultTexts } from "./application.form.ts"

export interface SummaryPart {
	id: string
	title: string
	items: { term: string; value: string }[]
}

const SEX = { m: "мужской", f: "женский" } as const

/** Everything that was filled in, in words and in the order of the form. */
export function summaryOf(application: ApplicationView, today: string): SummaryPart[] {
	const { form } = application
	const item = (term: string, value: string | undefined) => ({ term, value: value ?? "" })
	return [
		{
			id: "person",
			title: "Личные данные",
			items: [
				item("ФИО", [form.surname, form.name, form.patronymic].filter(Boolean).join(" ")),
				item("Пол", form.sex ? SEX[form.sex] : ""),
				item("Заявление от кого", form.genitive),
				item("Установить категорию кому", form.dative),
				item("Телефон", form.phone),
				item("Электронная почта", form.email),
			],
		},
		{
			id: "position",
			title: "Должность и место работы",
			items: [
				item("Должность", application.position),
				item("Организация", application.organisation),
				item("Муниципальное образование", application.municipality),
				item("Дата назначения на должность", application.appointedOn),
			],
		},
		{
			id: "current",
			title: "Имеющаяся категория",
			items: [
				item("Имеющаяся категория", form.currentCategory ? currentCategoryText(form) : ""),
				...(form.currentCategory === "none" ? [item("Категория раньше", heldBeforeText(form))] : []),
			],
		},
		{
			id: "claim",
			title: "Заявленная категория",
			items: [
				item("Заявленная категория", application.claimedCategory),
				item("Процедура", procedureText(form)),
			],
		},
		...(form.procedure === "simplified"
			? [
					{
						id: "ground",
						title: "Основание упрощённой формы",
						items: [
							item("Основание", SIMPLIFIED_GROUNDS.find(({ code }) => code === form.groundCode)?.title),
							item("Документ", form.groundDocument),
						],
					},
				]
			: []),
		{
			id: "manner",
			title: "Форма аттестации",
			items: [
				item("Форма аттестации", application.attestationForm),
				item("Заседание комиссии", application.presence),
			],
		},
		{
			id: "experience",
			title: "Образование и стаж",
			items: [
				item("Образование", educationText(form)),
				item("Общий стаж, лет", form.experienceTotal),
				item("Педагогический стаж, лет", form.experienceTeaching),
				item("Стаж в должности, лет", form.experiencePosition),
				item("Стаж в организации, лет", form.experienceOrganisation),
			],
		},
		{
			id: "awards",
			title: "Награды и обучение",
			items: [
				item("Учёная степень, звание", form.degree),
				item("Награды", form.awards),
				item("Повышение квалификации", form.training),
			],
		},
		...(form.procedure === "simplified"
			? []
			: [{ id: "results", title: "Результаты работы", items: resultItems(form, today) }]),
	]
}

function resultItems(form: FormDraft, today: string) {
	const texts = resultTexts(form)
	const { criteria } = criteriaOf(form.claimedCategory || "first", today)
	const lessons =
		form.attestationForm === "remote"
			? [
					{ term: "Запись первого урока", value: form.lesson1 ?? "" },
					{ term: "Запись второго урока", value: form.lesson2 ?? "" },
				]
			: []
	return [
		...criteria.map(({ number }) => ({ term: `Показатель ${number}`, value: texts[number - 1] ?? "" })),
		...lessons,
		{ term: "Листов в приложении", value: form.annexPages ?? "" },
	]
}

function heldBeforeText({ heldBefore }: FormDraft): string {
	if (!heldBefore) return ""
	return heldBefore === "yes" ? "была" : "не было"
}

const procedureText = ({ procedure }: FormDraft): string => (procedure ? procedurePhrase(procedure) : "")

const educationText = (form: FormDraft): string =>
	[
		form.educationLevel,
		form.educationInstitution,
		form.educationYear ? `${form.educationYear} г.` : "",
		form.educationSpeciality,
		form.educationQualification,
	]
		.filter(Boolean)
		.join(", ")
