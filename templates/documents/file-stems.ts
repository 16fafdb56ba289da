/** How the file of a paper is called before the name of its owner, printed empty or come back filled in. */
export const FILE_STEMS = {
	application: "Заявление",
	annex: "Таблицы результатов",
	withdrawal: "Заявление на отзыв",
	conclusion: "Итоговое заключение",
} as const
