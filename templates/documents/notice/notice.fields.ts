import { z } from "zod"
import { defineForm, maybe, text } from "#templates/form.ts"
import { noticeFoot, noticeHead } from "../notice-frame.ts"

const fields = z.strictObject({
	...noticeHead,
	registration: z.strictObject({
		number: text("Номер в журнале регистрации"),
		date: text("Дата регистрации, ДД.ММ.ГГГГ"),
	}),
	schedule: maybe(
		z.strictObject({
			period: text("Период, именительный падеж («октябрь-ноябрь 2026»)"),
			startsOn: text("Первый день периода, ДД.ММ.ГГГГ"),
			endsOn: text("Последний день периода, ДД.ММ.ГГГГ"),
			order: maybe(
				z.strictObject({
					department: text("Орган, издавший распоряжение, родительный падеж — из настроек"),
					number: text("Номер распоряжения"),
					date: text("Дата распоряжения, ДД.ММ.ГГГГ"),
				}),
			).describe("Утверждение графика; нет — период предварительный"),
			form: text("«очно» или «дистанционно»"),
			experts: maybe(
				z.strictObject({
					rows: z
						.array(
							z.strictObject({
								name: text("ФИО специалиста, именительный падеж"),
								position: text("Должность специалиста с предметом, именительный падеж"),
								workplace: text("Место работы специалиста"),
							}),
						)
						.min(1),
				}),
			).describe("Специалисты; нет — ещё не назначены"),
			materialsUntil: maybe(text("Последний день приёма материалов, ДД.ММ.ГГГГ; нет при очной форме")),
		}),
	).describe("Общие основания: место в графике; нет при упрощённой форме"),
	simplified: maybe(z.strictObject({ ground: text("Основание упрощённой формы — из справочника") })).describe(
		"Упрощённая форма; нет — общие основания",
	),
	commission: text("Комиссия в родительном падеже («заседание … комиссии») — из настроек"),
	sitting: maybe(text("Дата заседания («14» ноября 2026 г.); нет — место, чтобы вписать")),
	place: maybe(text("Место заседания — из настроек; нет — линейка")),
	presence: text("«в Вашем присутствии» или «без Вашего присутствия»"),
	...noticeFoot,
})

type Notice = z.output<typeof fields>

const preliminary: Notice = {
	addressee: {
		dative: "Ивановой Марии Ивановне",
		position: "учителю математики",
		workplace: "МАОУ СОШ № 901 г. Томска",
		municipality: "",
	},
	greeting: "Уважаемая Мария Ивановна!",
	date: "«20» сентября 2026 г.",
	number: "17",
	application: { date: "«12» сентября 2026 г.", category: "первой", position: "учитель" },
	registration: { number: "17", date: "15.09.2026" },
	schedule: {
		period: "ноябрь-декабрь 2026",
		startsOn: "01.11.2026",
		endsOn: "31.12.2026",
		order: null,
		form: "очно",
		experts: null,
		materialsUntil: null,
	},
	simplified: null,
	commission: "аттестационной комиссии Департамента образования Примерной области",
	sitting: null,
	place: null,
	presence: "без Вашего присутствия",
	coordinator: {
		post: "Муниципальный координатор по аттестации",
		initials: "Л. П. Шевченко",
		phone: "8 (3822) 00-00-03",
	},
}

export const notice = defineForm({
	id: "notice",
	title: "Уведомление о сроке, форме и месте проведения аттестации",
	fields,
	samples: {
		"период предварительный, специалисты не назначены": preliminary,
		"график утверждён, дистанционно, заседание назначено": {
			...preliminary,
			addressee: {
				...preliminary.addressee,
				dative: "Достоевскому Петру Ильичу",
				position: "педагогу дополнительного образования (хореография)",
			},
			greeting: "Уважаемый Пётр Ильич!",
			application: {
				...preliminary.application,
				category: "высшей",
				position: "педагог дополнительного образования",
			},
			schedule: {
				period: "октябрь-ноябрь 2026",
				startsOn: "01.10.2026",
				endsOn: "30.11.2026",
				order: {
					department: "Департамента образования Примерной области",
					number: "1522-р",
					date: "15.09.2026",
				},
				form: "дистанционно",
				experts: {
					rows: [
						{
							name: "Лебедев Лев Игоревич",
							position: "учитель математики",
							workplace: "МБОУ СОШ № 921 г. Томска",
						},
						{
							name: "Петрова-Водкина Анастасия Сергеевна",
							position: "старший методист",
							workplace: "МАУ «Информационно-методический центр»",
						},
					],
				},
				materialsUntil: "01.10.2026",
			},
			sitting: "«27» ноября 2026 г.",
			place: "г. Томск, ул. Примерная, д. 1, ауд. 305",
			presence: "в Вашем присутствии",
		},
		"упрощённая форма, очень длинное имя, телефона нет": {
			...preliminary,
			addressee: {
				dative: "Вознесенской-Преображенской Александре Константиновне",
				position: "советнику директора по воспитанию и взаимодействию с детскими общественными объединениями",
				workplace:
					"ОГБОУ «Областная школа-интернат для обучающихся с нарушениями слуха и речи имени первых строителей»",
				municipality: "Областные образовательные учреждения",
			},
			greeting: "Уважаемая Александра Константиновна!",
			schedule: null,
			simplified: {
				ground: "победитель или призёр конкурса профессионального мастерства педагогических работников",
			},
			coordinator: { ...preliminary.coordinator, phone: null },
		},
	},
	fileName: (data) => `Уведомление о сроке аттестации — ${data.addressee.dative}`,
})
