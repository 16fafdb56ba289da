import PizZip from "pizzip"
import { describe, expect, it } from "vitest"
import { declineName } from "./declension/decline-name.ts"
import {
	type ApplicationInput,
	fillAnnex,
	fillApplication,
	fillConclusion,
	fillSchedule,
	fillWithdrawal,
	type Post,
	type Teacher,
	type Wording,
	workKind,
} from "./fill.ts"
import { documentForms } from "./forms.ts"
import type { Position } from "./phrases.ts"
import { renderDocument } from "./render.server.ts"

const TODAY = "2026-09-12"
const wording: Wording = {
	commissionAccusative: "аттестационную комиссию Примерной области",
	commissionGenitive: "аттестационной комиссии Примерной области",
	orderGenitive: "Порядка проведения аттестации, утверждённого приказом № 196",
	requirements: { first: "35", highest: "36" },
}
const declined = (nominative: string, genitive: string, subjectLink: Position["subjectLink"]): Position => ({
	cases: {
		nominative,
		genitive,
		dative: nominative,
		accusative: genitive,
		instrumental: nominative,
		prepositional: nominative,
	},
	subjectLink,
})
const teacherPosition = declined("учитель", "учителя", "genitive")
const mathematics = { nominative: "математика", genitive: "математики" }
const name = { surname: "Иванова", name: "Мария", patronymic: "Ивановна" }
const teacher: Teacher = {
	name,
	genitive: declineName(name).genitive,
	sex: "f",
	position: teacherPosition,
	subject: mathematics,
	workplace: "МАОУ СОШ № 901 г. Томска",
	municipality: "Город Томск",
	phone: "+7 900 000-00-01",
	email: "ivanova@example.org",
}
const expert = (surname: string): Post => ({
	name: { surname, name: "Лев", patronymic: "Игоревич" },
	position: declined("педагог-психолог", "педагога-психолога", "none"),
	subject: mathematics,
	workplace: "МБОУ СОШ № 921 г. Томска",
})
const application: ApplicationInput = {
	teacher,
	category: "first",
	attestationForm: "remote",
	current: null,
	education: [],
	service: { total: null, teaching: 21, position: 3, organisation: 1 },
	appointedOn: "2019-09-01",
	awards: "",
	training: null,
	simplified: null,
	present: false,
	annexPages: 6,
}

const textOf = (bytes: Buffer) =>
	(new PizZip(bytes).file("word/document.xml")?.asText() ?? "")
		.replace(/<\/w:p>/g, "\n")
		.replace(/<[^>]+>/g, "")

describe("the application is filled from rows", () => {
	it("and every field that a person has not given is said to be absent in words", async () => {
		const fields = fillApplication(application, wording, TODAY)
		expect(fields).toMatchObject({
			category: "первую",
			position: "учитель",
			results: { item: "35" },
			form: "дистанционно",
			presence: "без моего присутствия",
			acquainted: "ознакомлена",
			awards: null,
			education: null,
			annexPages: "6",
		})
		expect(fields.teacher.position).toBe("учителя математики")
		const text = textOf((await renderDocument(documentForms.application, fields)).bytes)
		expect(text).toContain("от Ивановой Марии Ивановны,")
		expect(text).toContain(
			"Стаж педагогической работы: 21 год, в данной должности: 3 года, в данной организации: 1 год.",
		)
	})
	it("a category that ended yesterday is one the teacher had; one that ends today is still had", () => {
		const until = (validUntil: string | null) =>
			fillApplication({ ...application, current: { category: "first", validUntil } }, wording, TODAY)
		expect(until("2026-09-11")).toMatchObject({
			current: null,
			expired: { category: "первой", date: "11.09.2026" },
		})
		expect(until("2026-09-12")).toMatchObject({
			current: { category: "первую", validUntil: "12.09.2026" },
			expired: null,
		})
		expect(until(null)).toMatchObject({ current: { category: "первую", validUntil: null }, expired: null })
	})
})

describe("the withdrawal is filled from rows", () => {
	const input = {
		teacher,
		filer: null,
		applicationDate: "2026-09-01",
		registration: { number: "17", date: "2026-09-03" },
		category: "highest",
		reason: "увольнение",
	} as const
	it("of the teacher: the author is the teacher", () => {
		const fields = fillWithdrawal(input, wording)
		expect(fields.author).toMatchObject({
			genitive: "Ивановой Марии Ивановны",
			position: "учителя математики",
		})
		expect(fields).toMatchObject({
			onBehalf: null,
			applicationDate: "«01» сентября 2026 г.",
			registration: { number: "17", date: "03.09.2026" },
			category: "высшей",
		})
	})
	it("of a coordinator: the author is the coordinator, the teacher stands in the body", async () => {
		const filer = {
			name: { surname: "Шевченко", name: "Лидия", patronymic: "Павловна" },
			genitive: "Шевченко Лидии Павловны",
			post: "муниципального координатора",
			workplace: "Управление образования",
			municipality: "Город Томск",
			phone: "8 (3822) 00-00-03",
			email: "shevchenko@example.org",
		}
		const fields = fillWithdrawal({ ...input, filer }, wording)
		expect(fields.author.initials).toBe("Л. П. Шевченко")
		const text = textOf((await renderDocument(documentForms.withdrawal, fields)).bytes)
		expect(text).toContain("Прошу отозвать заявление Ивановой Марии Ивановны, учителя математики")
		expect(text).not.toContain(teacher.phone)
	})
})

describe("the schedule is filled from rows", () => {
	const row = (surname: string) => ({
		...teacher,
		name: { ...name, surname },
		category: "first" as const,
		attestationForm: "in_person" as const,
		experts: [expert("Лебедев"), expert("Жуков")],
	})
	const fields = fillSchedule({
		municipality: "Город Томск",
		period: "в январе-феврале 2027 г.",
		approved: { department: "Департамента", orderNumber: "1-р", orderDate: "2026-12-14" },
		rows: [row("Яковлева"), row("Ёлкина"), row("Жукова"), row("Егорова")],
		coordinator: { name: teacher.name, post: "Специалист", workPhone: "8 (3822) 00-00-03" },
	})
	it("in order of surnames, ё beside е, numbered from one", () => {
		expect(fields.rows.map(({ number, name: printed }) => `${number} ${printed.split(" ")[0]}`)).toEqual([
			"1 Егорова",
			"2 Ёлкина",
			"3 Жукова",
			"4 Яковлева",
		])
	})
	it("an expert's subject is not glued to a position that takes none", () => {
		expect(fields.rows[0]?.experts[0]?.position).toBe("педагог-психолог")
	})
	it("neither a personal phone nor an address is printed", async () => {
		const text = textOf((await renderDocument(documentForms.schedule, fields)).bytes)
		expect(text).not.toContain(teacher.phone)
		expect(text).not.toContain(teacher.email)
	})
})

describe("the conclusion and the tables of results are filled from rows", () => {
	const input = {
		teacher,
		appointedOn: "2019-09-01",
		category: "highest",
		attestationForm: "remote",
		current: { category: "first", validUntil: "2026-01-01" },
		period: "октябрь-ноябрь 2026",
		criteria: ["а", "б", "в", "г", "д"],
		lessonLinks: ["https://video.example.org/1"],
		visitDates: [],
		experts: [expert("Лебедев"), expert("Жуков")],
	} as const
	it("a remote one asks for two lessons, an expired category counts as none", async () => {
		const fields = fillConclusion(input, wording, TODAY)
		expect(fields.lessons?.rows).toEqual([
			{ number: "1", link: "https://video.example.org/1" },
			{ number: "2", link: "" },
		])
		expect(fields).toMatchObject({ visits: null, current: null, categoryDative: "высшей", verdict: null })
		await expect(renderDocument(documentForms.conclusion, fields)).resolves.toMatchObject({
			fileName: "Итоговое заключение — Иванова М. И.docx",
		})
	})
	it("one in person asks for dates of visits", () => {
		const fields = fillConclusion(
			{ ...input, attestationForm: "in_person", visitDates: ["2026-10-05"] },
			wording,
			TODAY,
		)
		expect(fields).toMatchObject({ lessons: null, visits: { dates: "05.10.2026" } })
	})
	it("tables follow the position and the category", () => {
		const highest = fillAnnex(
			{
				teacher,
				organisationKind: "school",
				category: "highest",
				years: null,
				criteria: input.criteria,
				results: [],
			},
			wording,
		)
		expect(highest).toMatchObject({
			school: { internal: { grid: { blank: true } } },
			other: null,
			criteria: { methodical: "д" },
			methodical: { grid: { blank: true } },
		})
		const first = fillAnnex(
			{
				teacher: { ...teacher, position: declined("воспитатель", "воспитателя", "none") },
				organisationKind: "kindergarten",
				category: "first",
				years: null,
				criteria: input.criteria.slice(0, 4),
				results: ["", "Все дети освоили программу."],
			},
			wording,
		)
		expect(first).toMatchObject({ school: null, criteria: { methodical: null }, methodical: null })
		expect(first.preschool).toEqual({
			internal: { notes: [], grid: { rows: [], blank: true } },
			external: { notes: ["Все дети освоили программу."], grid: null },
		})
	})
	it.each([
		["учитель начальных классов детского сада", "genitive", "kindergarten", "school"],
		["воспитатель детского сада", "none", "kindergarten", "preschool"],
		["воспитатель интерната", "none", "school", "other"],
		["педагог дополнительного образования в школе", "genitive_or_parentheses", "school", "additional"],
		["тренер-преподаватель", "po_dative", "other", "additional"],
		["методист дома творчества", "none", "additional", "additional"],
		["педагог-психолог школы", "none", "school", "other"],
	] as const)("%s: tables 1 and 2 are of that work", (_who, subjectLink, organisationKind, kind) => {
		expect(workKind(declined("", "", subjectLink), organisationKind)).toBe(kind)
	})
})
