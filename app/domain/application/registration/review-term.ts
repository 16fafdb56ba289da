import { days, daysRemain } from "#app/utils/russian.ts"

/** With this many days left or fewer, the deadline counts as near. */
export const NEAR_DAYS = 5

/** Red when the term has passed, amber when it ends soon. */
export const toneOfTerm = (daysLeft: number): "bad" | "wait" | undefined =>
	daysLeft < 0 ? "bad" : daysLeft <= NEAR_DAYS ? "wait" : undefined

/** The remaining term in words. On the last day «0 дней» would read as if it had ended. */
export function termWords(daysLeft: number): string {
	if (daysLeft < 0) return `просрочено на ${days(-daysLeft)}`
	return daysLeft === 0 ? "сегодня последний день" : daysRemain(daysLeft)
}
