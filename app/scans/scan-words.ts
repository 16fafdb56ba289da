import { counted } from "#app/utils/russian.ts"
import type { Ink, PictureFault } from "./reading.ts"

// Sentences about a scan for people, in Russian and without a full stop.

const CURRENT = "Скачайте, распечатайте и подпишите текущую"

const list = (numbers: readonly number[]) =>
	numbers.length > 1 ? `${numbers.slice(0, -1).join(", ")} и ${numbers.at(-1)}` : `${numbers[0]}`

const onPages = (pages: readonly number[]) =>
	`на ${pages.length > 1 ? "страницах" : "странице"} ${list(pages)}`

export const allOutdated = (paper: string) => `Скан напечатан с прежней версии ${paper}. ${CURRENT}`

export const outdated = (page: number, paper: string) =>
	`Страница ${page} напечатана с прежней версии ${paper}. ${CURRENT}`

export const allBlank = (pages: number) =>
	`${pages === 1 ? "Страница пустая" : "Все страницы пустые"}: на ${pages === 1 ? "ней" : "них"} нет ни текста, ни подписи. Проверьте, тот ли это файл и той ли стороной лист лежал в сканере`

/** @param total null if no sheet says how many pages there are */
export const missing = (pages: readonly number[], total: number | null) =>
	`Не хватает ${pages.length > 1 ? "страниц" : "страницы"} ${list(pages)}${total === null ? "" : ` из ${total}`}`

export const gap = (paper: string) =>
	`Похоже, не хватает страницы ${paper} или одна приложена дважды: сверьте номера внизу листов`

const SHEETS = ["", "один лист", "два листа", "три листа", "четыре листа"]

export function together(picture: number, sheets: number, pages: readonly number[]): string {
	const which = pages.length > 1 ? ` (страницы ${list(pages)})` : ""
	const many = SHEETS[sheets] ?? "несколько листов"
	return `На снимке ${picture} ${many}${which}. Каждый виден целиком? Если нет, снимите каждый лист отдельно`
}

export const perhapsTogether = (picture: number, pages: readonly number[], total: number | null) =>
	`На снимке ${picture} два листа? Прочитан код только одного, а страницы ${list(pages)}${total === null ? "" : ` из ${total}`} не видно. Снимите каждый лист отдельно`

export const repeated = (page: number, times: number) =>
	`Страница ${page} повторяется: приложена ${counted(times, ["раз", "раза", "раз"])}`

export function unnumbered(pages: readonly number[], total: number): string {
	const what =
		pages.length === total
			? "Документ узнан, но номера страниц не прочитаны"
			: `Номер ${onPages(pages)} не прочитан`
	return `${what}: проверьте по номерам внизу листов, что все страницы на месте`
}

export const footless = (page: number) =>
	`На странице ${page} не виден код внизу листа: возможно, край отрезан. Проверьте, что весь текст виден`

const FAULTS: Readonly<Record<PictureFault, string>> = {
	dark: "снимок тёмный. Снимите при дневном свете или включите лампу, чтобы на лист не падала тень",
	blurred:
		"снимок смазан. Протрите объектив, держите телефон неподвижно и дождитесь, пока буквы станут резкими",
	pale: "печать бледная. Снимите без вспышки, при сканировании выберите «Текст» или сделайте снимок темнее",
	cut: "край листа отрезан. Снимите лист целиком, чтобы были видны все четыре угла",
}

/** @param total how many pages the scan has */
export function unread(pages: readonly number[], total: number, fault: PictureFault | null): string {
	const where = pages.length === total ? "в скане" : onPages(pages)
	const look = "проверьте сами, что все страницы и подпись на месте"
	if (!fault) return `Не удалось прочитать код ${where}: ${look}`
	return `Не удалось прочитать код ${where}: ${FAULTS[fault]}. Если переснять нельзя, ${look}`
}

const DOUBTS: Readonly<Partial<Record<Ink, string>>> = {
	beside: "строка пуста, но рядом с ней что-то написано. Проверьте, что это подпись",
	clutter: "на строке есть пометка, но на подпись она не похожа. Проверьте, что документ подписан",
}

export function doubtful(name: string, inks: readonly Ink[]): string {
	const doubt = inks.map((ink) => DOUBTS[ink]).find((text) => text !== undefined)
	if (doubt) return `${name}: ${doubt}`
	if (inks.length > 0) return `${name}: не удалось проверить, посмотрите сами, что она на месте`
	return `${name}: не удалось проверить, потому что строка для неё не найдена. Посмотрите сами, что страница с подписью на месте`
}
