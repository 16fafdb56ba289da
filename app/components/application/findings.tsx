import { useId } from "react"
import { type FindingSource, ruleSource } from "#app/domain/application/application.rulebook.ts"
import type { Check } from "#app/domain/application/registration/registration-check.ts"
import { counted } from "#app/utils/russian.ts"
import type { Finding } from "#machines/rulebook/index.ts"
import { Alert } from "../ui/alert.tsx"
import { Checklist } from "../ui/checklist.tsx"
import { Link } from "../ui/link.tsx"
import { type Find, Finds } from "../ui/table.tsx"

// What the rules and the check say about an application, wherever it is shown. Each finding links to its rule.

const RuleLink = ({ words, to }: FindingSource) => <Link to={to}>{words}</Link>

/** For the person who fills in the form: a warning never blocks. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
	return findings.map((finding) => (
		<Alert
			key={finding.code}
			tone={finding.severity === "blocks" ? "bad" : "wait"}
			className="mt-5"
			title={finding.severity === "blocks" ? "Так подать заявление нельзя" : "Обратите внимание"}
		>
			<p>{finding.sentence}</p>
			<p className="small muted">
				<RuleLink {...ruleSource(finding)} />
				{finding.severity === "blocks" ? "" : ". Подать заявление всё равно можно."}
			</p>
		</Alert>
	))
}

/** On the page of an application: what the system checked; the heading says how much there is to look at. */
export function Checks({ checks }: { checks: readonly Check[] }) {
	const heading = useId()
	const findings = checks.filter(({ tone }) => tone === "warn" || tone === "no").length
	return (
		<section aria-labelledby={heading}>
			<h2 id={heading}>
				{findings === 0
					? "Проверка: замечаний нет"
					: `Проверка: ${counted(findings, ["замечание", "замечания", "замечаний"])}`}
			</h2>
			<div className="mt-4">
				<CheckedItems checks={checks} />
			</div>
		</section>
	)
}

/** The same without a heading, for a page that has its own. */
export const CheckedItems = ({
	checks,
}: {
	checks: readonly (Pick<Check, "id" | "tone" | "title"> & Partial<Check>)[]
}) => (
	<Checklist
		items={checks.map(({ source, ...check }) => ({ ...check, source: source && <RuleLink {...source} /> }))}
	/>
)

/** In a row of a list: the findings in a few words. */
export function RowFindings({
	findings,
}: {
	findings: readonly Pick<Check, "id" | "tone" | "short" | "source">[]
}) {
	const finds = findings.map(
		({ id, tone, short, source }): Find => ({
			id,
			tone: tone === "no" ? "no" : "warn",
			text: source ? <RuleLink words={short} to={source.to} /> : short,
		}),
	)
	return <Finds finds={finds.length > 0 ? finds : [{ tone: "ok", text: "Замечаний нет" }]} />
}

/** In a table of what would change: whole sentences. */
export function FindingSentences({ findings }: { findings: readonly Finding[] }) {
	if (findings.length === 0) return "—"
	return (
		<ul>
			{findings.map((finding) => (
				<li key={finding.code}>
					<RuleLink words={finding.sentence} to={ruleSource(finding).to} />
				</li>
			))}
		</ul>
	)
}
