/** The beginning of a paper's file name, before its owner's name. It is the same for the empty form and for the one that is returned. */
export const FILE_STEMS = {
	application: "Заявление",
	annex: "Таблицы результатов",
	withdrawal: "Заявление на отзыв",
	conclusion: "Итоговое заключение",
} as const
