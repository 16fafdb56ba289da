import { lowerFirst, shortDate } from "#app/utils/russian.ts"
import { type ProcedureRule, type RuleChanges, rulesWith } from "#machines/rulebook/index.ts"
import { NUMBER_LIMITS, NUMBER_NAMES } from "#machines/rulebook/numbers.ts"

/** One difference between two sets of rules, in words. */
export interface RuleDifference {
	rule: string
	title: string
	what: string
}

/** The differences between two sets of rules, for the draft and for the history: rule by rule, the old text and the new. */
export function describeChanges(before: RuleChanges, after: RuleChanges): RuleDifference[] {
	const earlier = new Map(rulesWith(before).map((rule) => [rule.id, rule]))
	return rulesWith(after).flatMap((rule) => {
		const old = earlier.get(rule.id)
		const lines = old ? differences(old, rule) : [`новое правило региона: ${rule.text}`]
		return lines.map((what) => ({ rule: rule.id, title: rule.title, what }))
	})
}

const until = (to: string | null) => (to ? shortDate(to) : "без срока")

function differences(old: ProcedureRule, rule: ProcedureRule): string[] {
	const lines: string[] = []
	const differs = (name: "title" | "text" | "finding", words: string) => {
		if (old[name] !== rule[name]) lines.push(`${words}: «${old[name] ?? ""}» → «${rule[name] ?? ""}»`)
	}
	differs("title", "название")
	differs("text", "правило")
	differs("finding", "замечание")
	if (old.from !== rule.from) lines.push(`действует с: ${shortDate(old.from)} → ${shortDate(rule.from)}`)
	if (old.to !== rule.to) lines.push(`действует по: ${until(old.to)} → ${until(rule.to)}`)
	for (const name of NUMBER_NAMES) {
		const [was, is] = [old.numbers[name], rule.numbers[name]]
		if (was !== is) lines.push(`${lowerFirst(NUMBER_LIMITS[name].label)}: ${was} → ${is}`)
	}
	return lines
}
