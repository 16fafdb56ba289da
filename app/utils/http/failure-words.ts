export interface FailureWords {
	readonly title: string
	readonly message: string
}

/** What is said about a status in the same words on a page of the program and where no page can be made. */
export const FAILURE_WORDS = {
	405: {
		title: "Действие не выполнено",
		message: "Вернитесь на предыдущую страницу и нажмите нужную кнопку ещё раз.",
	},
	409: {
		title: "Действие сейчас невозможно",
		message:
			"Пока Вы смотрели страницу, данные изменились. Откройте её снова и посмотрите, что нужно сделать.",
	},
	503: {
		title: "Система временно недоступна",
		message:
			"База данных сейчас не отвечает. Подождите минуту и повторите: то, что сохранено раньше, не пропало.",
	},
	507: {
		title: "На сервере кончилось место",
		message:
			"Ничего не сохранено, а всё, что Вы сохранили раньше, цело. Сообщите оператору и повторите позже.",
	},
} satisfies Record<number, FailureWords>
