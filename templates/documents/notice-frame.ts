import { z } from "zod"
import { blank, maybe, text } from "#templates/form.ts"

/** The beginning of both notices to a teacher: the addressee, the date and the application. */
export const noticeHead = {
	addressee: z.strictObject({
		dative: text("ФИО педагога в дательном падеже («Ивановой Марии Ивановне») — подтверждено педагогом"),
		position: text("Должность с предметом в дательном падеже («учителю математики»)"),
		workplace: text("Место работы, именительный падеж"),
		municipality: blank("Муниципалитет, именительный падеж; пусто, если он назван в месте работы"),
	}),
	greeting: text("Обращение («Уважаемая Мария Ивановна!»)"),
	date: text("Дата уведомления («12» сентября 2026 г.); до выдачи — место, чтобы вписать"),
	number: text("Номер уведомления; до выдачи — место, чтобы вписать"),
	application: z.strictObject({
		date: text("Дата заявления («12» сентября 2026 г.)"),
		category: text("Заявленная категория в родительном падеже («первой»)"),
		position: text("Должность в именительном падеже без предмета"),
	}),
}

export const noticeFoot = {
	coordinator: z.strictObject({
		post: text("Должность муниципального координатора, именительный падеж"),
		initials: text("Инициалы и фамилия координатора"),
		phone: maybe(text("РАБОЧИЙ телефон координатора")),
	}),
}
