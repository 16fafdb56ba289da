import { z } from "zod"
import { defineForm, maybe, text } from "#templates/form.ts"

const fields = z.strictObject({
	teacher: z.strictObject({
		name: text("ФИО педагога, именительный падеж"),
		position: text("Должность с предметом, именительный падеж"),
		workplace: text("Место работы"),
	}),
	status: text("Что уже сделано, без точки («заявление не подано»)"),
	address: text("Адрес системы, как его набирают в браузере"),
	username: text("Имя пользователя. Пароль не печатается никогда"),
	steps: z
		.array(z.strictObject({ number: text("Номер шага"), text: text("Что сделать, с точкой") }))
		.min(1)
		.describe("Оставшиеся шаги"),
	helpers: z
		.array(
			z.strictObject({
				post: text("Кто это («Координатор в образовательной организации»)"),
				name: text("ФИО"),
				phone: maybe(text("РАБОЧИЙ телефон")),
			}),
		)
		.min(1)
		.describe("К кому обратиться"),
	date: text("Дата составления, ДД.ММ.ГГГГ"),
})

const usual: z.output<typeof fields> = {
	teacher: {
		name: "Иванова Мария Ивановна",
		position: "учитель математики",
		workplace: "МАОУ СОШ № 901 г. Томска",
	},
	status: "заявление не подано",
	address: "https://attestation.example.org",
	username: "Ivanova",
	steps: [
		{ number: "1", text: "Откройте раздел «Заявление» и заполните его: набранное сохраняется само." },
		{ number: "2", text: "Нажмите «Сформировать заявление», распечатайте и подпишите его." },
		{
			number: "3",
			text: "В разделе «Подать заявление» прикрепите скан и таблицы результатов, нажмите «Подать заявление».",
		},
	],
	helpers: [
		{
			post: "Координатор по аттестации в образовательной организации",
			name: "Лебедев Лев Игоревич",
			phone: "8 (3822) 00-00-02",
		},
		{
			post: "Муниципальный координатор по аттестации",
			name: "Шевченко Лариса Павловна",
			phone: "8 (3822) 00-00-03",
		},
	],
	date: "12.09.2026",
}

export const helpSheet = defineForm({
	id: "help-sheet",
	title: "Памятка педагогу",
	fields,
	samples: {
		"заявление не подано": usual,
		"заявление сформировано, рабочего телефона нет": {
			...usual,
			status: "заявление сформировано, скан не прикреплён",
			steps: [
				{ number: "1", text: "Распечатайте и подпишите заявление, отсканируйте все страницы." },
				{ number: "2", text: "В разделе «Подать заявление» прикрепите скан и таблицы результатов." },
			],
			helpers: usual.helpers.slice(0, 1).map((helper) => ({ ...helper, phone: null })),
		},
		"очень длинное имя и адрес": {
			...usual,
			teacher: {
				name: "Вознесенская-Преображенская Александра Константиновна",
				position: "советник директора по воспитанию и взаимодействию с детскими общественными объединениями",
				workplace:
					"ОГБОУ «Областная школа-интернат для обучающихся с нарушениями слуха и речи имени первых строителей»",
			},
			address: "https://attestatsiya.department-obrazovaniya.primernaya-oblast.example.org",
			username: "VoznesenskayaPreobrazhenskayaAleksandra1985",
		},
	},
	fileName: (data) => `Памятка — ${data.teacher.name}`,
})
