import { expect } from "vitest"
import type { Person, Stage } from "./journey.ts"
import { filledIn, type Paper, plain, scan, textOf } from "./papers.ts"

/** Teachers of the demo region without an application, and the people around them. */
export const TEACHERS = {
	tomsk: {
		login: "teacher",
		name: "Лаптева Мария Аркадьевна",
		genitive: "Лаптевой Марии Аркадьевны",
		sex: "женский",
		post: "учителя математики",
		municipality: "Город Томск",
		municipalityCode: "tomsk",
		coordinator: "municipal",
	},
	kolpashevsky: {
		login: "teacher3",
		name: "Гаврюшин Артём Ильич",
		genitive: "Гаврюшина Артёма Ильича",
		sex: "мужской",
		post: "учителя истории",
		municipality: "Колпашевский район",
		municipalityCode: "kolpashevsky",
		coordinator: "municipal3",
	},
} as const

export type Teacher = (typeof TEACHERS)[keyof typeof TEACHERS]

export const FILLING = "Заявление заполняется, но ещё не сформировано"
export const FORMED =
	"Заявление сформировано, но сканированное изображение не прикреплено. Прикрепите его в разделе «Подать заявление»"
export const SUBMITTED =
	"Заявление подано. Ожидает рассмотрения координатором по аттестации в муниципальном образовании"
export const REGISTERED = "Заявление о проведении аттестации зарегистрировано"
export const AWAITING =
	"Вам пришло итоговое заключение. Необходимо его просмотреть и в случае согласия распечатать и подписать его, и прикрепить подписанный скан, все это вы можете сделать в разделе «Подать заявление»"

/** The answers on the step of the claimed category. */
interface Claim {
	procedure: "на общих основаниях" | "по упрощённой форме"
	ground?: string
	groundDocument?: string
}

export const GENERAL: Claim = { procedure: "на общих основаниях" }

export const NEXT = "Сохранить и продолжить"

/** Fills in the application from the home page to the last step, by visible words. */
export async function fillApplication(person: Person, teacher: Teacher, claim: Claim): Promise<void> {
	await person.findsStatus("/teacher", "none", "Заявление не подано")
	await person.press("Начать заявление")
	// The first two steps are prefilled from the profile; the person looks at them all the same.
	await person.isAt("Как Вас указать в заявлении?")
	await person.choose("Пол", teacher.sex)
	expect(await person.page.getByLabel("Заявление от кого?").inputValue()).toBe(teacher.genitive)
	await person.press(NEXT)
	await person.isAt("По какой должности Вы проходите аттестацию?")
	await person.fill("Дата назначения на эту должность", "01.09.2019")
	await person.press(NEXT)
	await person.isAt("Какая категория у Вас сейчас?")
	await person.choose("Имеющаяся квалификационная категория", "не имею")
	await person.choose("Была ли у Вас категория раньше?", "не было")
	await person.press(NEXT)
	await answerClaim(person, claim)
	await person.isAt("Какое у Вас образование и стаж?")
	await person.fill("Уровень образования", "высшее")
	await person.fill("Образовательная организация", "Педагогический университет")
	await person.fill("Год окончания", "2012")
	await person.fill("Общий стаж", "14")
	await person.fill("Стаж педагогической работы", "12")
	await person.fill("Стаж в данной должности", "7")
	await person.press(NEXT)
	await person.isAt("Есть ли у Вас степень, награды, повышение квалификации?")
	await person.fill("Награды, звания", "Почётная грамота школы, 2024 год")
	await person.press(NEXT)
	await person.isAt("Каких результатов Вы достигли?")
	await person.fill("Показатель 1", "Качество знаний за три года выросло с 52 до 61 процента.")
	await person.fill("Число листов в приложении", "6")
	await person.press(NEXT)
	await person.isAt("Проверьте заявление")
}

/** Answers the steps of the claimed category, of the ground where there is one, and of the form. */
export async function answerClaim(person: Person, { procedure, ground, groundDocument }: Claim) {
	await person.isAt("На какую категорию и по какой процедуре?")
	await person.choose("На какую категорию Вы претендуете?", "первая")
	await person.choose("Процедура аттестации", procedure)
	await person.press(NEXT)
	if (ground && groundDocument) {
		await person.isAt("По какому основанию Вы проходите аттестацию по упрощённой форме?")
		await person.choose("Основания для прохождения аттестации по упрощенной форме", ground)
		await person.fill("Документ, который подтверждает основание", groundDocument)
		await person.press(NEXT)
	}
	await person.isAt("Как провести аттестацию?")
	await person.choose("Форма аттестации", "очно")
	await person.choose("Заседание аттестационной комиссии", "без моего присутствия")
	await person.press(NEXT)
}

/** Presses the button of the last step, reads the two pages after it and the Word form. @returns the form's text */
export async function formApplication(person: Person): Promise<string> {
	await person.findsStatus("/teacher", "draft.editing", FILLING)
	await person.go("/teacher/application?step=check")
	await person.isAt("Проверьте заявление")
	await person.press("Сформировать заявление")
	await person.isAt("Подать заявление")
	await person.findsStatus("/teacher", "draft.formed", FORMED)
	await person.go("/teacher/submit")
	const { name, bytes } = await person.download(/Скачать заявление/)
	expect(name).toMatch(/^Заявление.*\.docx$/)
	return textOf(bytes)
}

/** Attaches a file in its card and waits until the page shows it. */
export async function attachTo(person: Person, card: RegExp, label: string, paper: Paper): Promise<void> {
	const region = person.page.getByRole("region", { name: card })
	await person.attach(label, paper, region)
	await person.press("Загрузить выбранные файлы", region)
	// The made-up scan has no codes, so the page adds to the tag that people should check it.
	await person.sees(region.getByText(/^Прикреплено/).first())
}

/** Attaches both files of the general procedure: the signed scan and the tables that the system has prepared. */
export async function attachBoth(person: Person): Promise<void> {
	await person.go("/teacher/submit")
	const tables = await person.download(/Скачать таблицы/)
	await attachTo(person, /Подписанное заявление/, "Прикрепить скан", await scan("Скан.pdf"))
	const annex = filledIn(tables.bytes, "Таблицы.docx", "Диплом победителя олимпиады, 2025 год")
	await attachTo(person, /Таблицы результатов/, "Прикрепить заполненные таблицы", annex)
}

interface Applicant {
	login: string
	name: string
	genitive: string
	coordinator: string
}

/** Submits the application and expects the letters to the teacher and the coordinator. */
export async function submitApplication(stage: Stage, person: Person, teacher: Applicant): Promise<void> {
	await person.press("Подать заявление")
	await readReceipt(person, teacher)
	await person.seesStatus("submitted", SUBMITTED)
	expect(await stage.letter(teacher.login, "Заявление подано")).toContain("координатор")
	const letter = await stage.letter(teacher.coordinator, `Новое заявление: ${teacher.name}`)
	expect(letter).toContain(`Поступило заявление ${teacher.genitive}`)
}

/** The page after filing says what was filed, what happens next and by when, and leads home. */
export async function readReceipt(person: Person, teacher: { name: string }): Promise<void> {
	const heading = person.page.getByRole("heading", { level: 1, name: /^Заявление подано \d/ })
	await person.sees(heading)
	await person.isAt(plain(await heading.innerText()))
	await person.reads(teacher.name)
	await person.reads("появится, когда координатор зарегистрирует заявление: до")
	await person.reads("Ждите решения координатора до")
	await person.follow("На главную")
}
