import { z } from "zod"
import { defineForm, maybe, text } from "#templates/form.ts"
import { noticeFoot, noticeHead } from "../notice-frame.ts"

const fields = z.strictObject({
	...noticeHead,
	rejectedOn: text("Дата отклонения, ДД.ММ.ГГГГ"),
	because: maybe(
		text("«в связи с отсутствием подписи» — из справочника причин; нет — причина своими словами"),
	),
	explanation: maybe(text("Причина или пояснение, как их написал координатор")),
	fix: text("Что сделать, глаголы в неопределённой форме — из справочника причин"),
	...noticeFoot,
})

type Notice = z.output<typeof fields>

const unsigned: Notice = {
	addressee: {
		dative: "Ивановой Марии Ивановне",
		position: "учителю математики",
		workplace: "МАОУ СОШ № 901 г. Томска",
		municipality: "",
	},
	greeting: "Уважаемая Мария Ивановна!",
	date: "«16» сентября 2026 г.",
	number: "17",
	application: { date: "«12» сентября 2026 г.", category: "первой", position: "учитель" },
	rejectedOn: "15.09.2026",
	because: "в связи с отсутствием подписи",
	explanation: null,
	fix: "распечатать заявление, подписать его, отсканировать и прикрепить скан",
	coordinator: {
		post: "Муниципальный координатор по аттестации",
		initials: "Л. П. Шевченко",
		phone: "8 (3822) 00-00-03",
	},
}

export const rejectionNotice = defineForm({
	id: "rejection-notice",
	title: "Уведомление об отклонении заявления",
	fields,
	samples: {
		"причина из справочника": unsigned,
		"причина своими словами, имя без отчества, телефона нет": {
			...unsigned,
			addressee: { ...unsigned.addressee, dative: "Шмидт Анне", position: "воспитателю" },
			greeting: "Уважаемая Анна!",
			because: null,
			explanation:
				"Название организации в заявлении не совпадает с трудовым договором;\nприложена справка за прошлый учебный год.",
			fix: "исправить заявление, сформировать и подать его заново",
			coordinator: { ...unsigned.coordinator, phone: null },
		},
		"причина и пояснение, очень длинное имя": {
			...unsigned,
			addressee: {
				dative: "Вознесенской-Преображенской Александре Константиновне",
				position: "советнику директора по воспитанию и взаимодействию с детскими общественными объединениями",
				workplace:
					"ОГБОУ «Областная школа-интернат для обучающихся с нарушениями слуха и речи имени первых строителей»",
				municipality: "Областные образовательные учреждения",
			},
			greeting: "Уважаемая Александра Константиновна!",
			explanation: "Подпись не видна на второй странице скана.",
		},
	},
	fileName: (data) => `Уведомление об отклонении — ${data.addressee.dative}`,
})
