import { paths } from "#app/utils/paths.ts"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import { Link } from "../ui/link.tsx"

/** «Правило: На высшую без категории, п. 30, приказ …» */
export function RuleLinks({ rules }: { rules: readonly RuleMention[] }) {
	return rules.map(({ rule, date, words }) => (
		<p key={rule} className="small muted">
			Правило: <Link to={paths.rules({ date, rule })}>{words}</Link>
		</p>
	))
}
