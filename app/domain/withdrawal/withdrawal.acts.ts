import type { ActList } from "#app/workflow/acts.ts"
import type { withdrawalLifecycle } from "#machines/lifecycles.ts"

/** «withdrawal.form» creates a withdrawal; the other events are those of its machine. */
type WithdrawalEvent = keyof typeof withdrawalLifecycle.events | "withdrawal.form"

type WithdrawalPlace = "form" | "scan" | "discard" | "row" | "reject"

const reasonHint =
	"Например: «увольнение», «по состоянию здоровья». Причина войдёт в заявление, как Вы её напишете."

/** What people may send to a withdrawal, in the order in which pages show it. */
export const withdrawalActs = {
	"withdrawal.form": {
		tone: "main",
		fields: [
			{
				kind: "text",
				name: "reason",
				label: "Причина отзыва заявления",
				hint: reasonHint,
				rows: 3,
			},
		],
		in: {
			teacher: { at: "form" },
			school: {
				at: "form",
				fields: [
					{
						kind: "text",
						name: "reason",
						label: "Указать причину",
						hint: reasonHint,
						rows: 3,
					},
				],
			},
			municipality: {
				at: "form",
				fields: [
					{
						kind: "text",
						name: "reason",
						label: "Причина отзыва заявления",
						hint: "Например: увольнение. Причина будет напечатана в заявлении на отзыв.",
					},
				],
			},
		},
	},
	"withdrawal.submit": {
		tone: "main",
		file: {
			kind: "withdrawal_scan",
			label: "Прикрепить заявление на отзыв",
			hint: "PDF или фотографии страниц: система сама соберёт из них один PDF. До 20 МБ.",
		},
		in: {
			teacher: { at: "scan" },
			school: { at: "scan" },
			municipality: {
				at: "scan",
				button: "Прикрепить заявление на отзыв",
				file: {
					kind: "withdrawal_scan",
					label: "Скан подписанного заявления на отзыв",
					hint: "PDF или фотографии страниц: система сама соберёт из них один PDF. До 20 МБ.",
				},
			},
		},
	},
	"withdrawal.discard": {
		in: {
			teacher: { at: "discard" },
			school: { at: "discard" },
			municipality: { at: "discard", tone: "text" },
		},
	},
	"withdrawal.register": { stays: true, in: { municipality: { at: "row" } } },
	"withdrawal.reject": {
		title: "Отклонить заявление на отзыв",
		button: "Отклонить заявление на отзыв",
		tone: "bad-solid",
		panel: "bad",
		fields: [
			{
				kind: "text",
				name: "reason",
				label: "Причина отклонения",
				hint: "Педагог увидит этот текст в кабинете и в письме. Заявление на аттестацию остаётся в силе.",
			},
		],
		in: { municipality: { at: "reject" } },
	},
} satisfies ActList<WithdrawalEvent, WithdrawalPlace>
