import { fold } from "./endings.ts"
import type { Sex } from "./engines.ts"

const MANS = /(?:[иы]ч|оглы|оглу|улы|уулу|угли|[оеё]в)$/
const WOMANS = /(?:вна|чна|шна|кызы|гызы|кизи|[оеё]ва)$/

/**
 * The sex that a patronymic shows; null without a patronymic. Nothing else shows it: Сэсэг and Шинейд are women, Никита and
 * Саша need not be, and a surname in a consonant declines by it.
 */
export function sexByPatronymic(patronymic: string | null | undefined): Sex | null {
	const word = fold((patronymic ?? "").trim())
	if (MANS.test(word)) return "m"
	return WOMANS.test(word) ? "f" : null
}
