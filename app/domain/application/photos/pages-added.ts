import { counted } from "#app/utils/russian.ts"

export const pagesAdded = (count: number) =>
	`Добавлено: ${counted(count, ["страница", "страницы", "страниц"])}`
