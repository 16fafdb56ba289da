import { tidyLine } from "./tidy.ts"

/** What people write beside a number that the field's label already says. */
const UNITS =
	/^(?:полных )?(?:лет|год|года|годов|г\.?|л\.?|лист|листа|листов|страница|страницы|страниц|стр\.?)$/
const NUMBER_AND_UNIT = /^(\d{1,4}) ?([а-я. ]{1,20})$/
const LESS_THAN_A_YEAR = /^(?:менее|меньше|до) (?:1 )?года$/

/** «14 лет» is 14, «меньше года» is 0, «6 листов» is 6. Everything else stays as it was typed. */
export function tidyCount(typed: string): string {
	const text = tidyLine(typed)
	if (text.length > 40) return text
	const small = text.toLocaleLowerCase("ru")
	if (LESS_THAN_A_YEAR.test(small)) return "0"
	const [, number, unit = ""] = NUMBER_AND_UNIT.exec(small) ?? []
	return number !== undefined && UNITS.test(unit.trim()) ? number : text
}
