import { fold } from "./endings.ts"
import type { Sex } from "./engines.ts"

const MANS = /(?:[иы]ч|оглы|оглу|улы|уулу|угли|[оеё]в)$/
const WOMANS = /(?:вна|чна|шна|кызы|гызы|кизи|[оеё]ва)$/

/**
 * The sex that a patronymic shows, or null without a patronymic. Nothing else shows it reliably: Сэсэг and Шинейд are
 * women, Никита and Саша can be either, and a surname ending in a consonant declines by the sex.
 */
export function sexByPatronymic(patronymic: string | null | undefined): Sex | null {
	const word = fold((patronymic ?? "").trim())
	if (MANS.test(word)) return "m"
	return WOMANS.test(word) ? "f" : null
}
