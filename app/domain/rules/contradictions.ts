import { addDays } from "#app/utils/civil-date.ts"
import { shortDate } from "#app/utils/russian.ts"
import { type RuleDecision, rulebookOf, rulesOn, rulesWith } from "#machines/rulebook/index.ts"
import { contradictionsIn } from "#machines/rulebook/numbers.ts"
import { numbersOf } from "#machines/rulebook/rules.ts"

/**
 * The contradictions that a decision would cause, in words: days out of order from its day on, and days of a rule before
 * the decision is in force.
 */
export function contradictionsOf(decision: RuleDecision, others: readonly RuleDecision[]): string[] {
	const book = rulebookOf([...others, decision])
	const numbers = book
		.filter(({ inForceFrom }) => inForceFrom >= decision.inForceFrom)
		.flatMap(({ changes }) => contradictionsIn(numbersOf(rulesWith(changes))))
	return [...new Set([...numbers, ...daysBefore(decision, others)])]
}

function daysBefore({ base, changes, inForceFrom }: RuleDecision, others: readonly RuleDecision[]): string[] {
	const was = new Map(rulesWith(base).map((rule) => [rule.id, rule]))
	const holding = new Set(rulesOn(rulebookOf(others), inForceFrom).map(({ id }) => id))
	const day = shortDate(inForceFrom)
	return rulesWith(changes).flatMap(({ id, title, from, to }) => {
		const old = was.get(id)
		const hint = "Поправьте дату в правиле или день, с которого действуют изменения."
		if (from !== old?.from && from < inForceFrom)
			return [
				`«${title}»: в правиле написано «действует с ${shortDate(from)}», а изменения — с ${day}. ${hint}`,
			]
		if (to !== null && to !== old?.to && addDays(to, 1) < inForceFrom && holding.has(id))
			return [
				`«${title}»: последний день правила, ${shortDate(to)}, раньше дня изменений, ${day}: до него правило ещё действует. ${hint}`,
			]
		return []
	})
}

/** Later decisions that change the same rules again. Their changes stay, whatever is inserted before them. */
export function changedAgainBy(
	touched: ReadonlySet<string>,
	day: string,
	others: readonly (RuleDecision & { touches: readonly { rule: string; title: string }[] })[],
): string[] {
	return others
		.filter(({ inForceFrom }) => inForceFrom > day)
		.flatMap(({ number, inForceFrom, touches }) => {
			const titles = [
				...new Set(touches.filter(({ rule }) => touched.has(rule)).map(({ title }) => `«${title}»`)),
			]
			return titles.length > 0
				? [`С ${shortDate(inForceFrom)} изменение № ${number} снова меняет ${titles.join(", ")}.`]
				: []
		})
}
