import { Fold } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"

/** In the teacher's own words. It is empty if the teacher described the results only in the tables. */
export function ResultsOfWork({ results }: { results: readonly { term: string; value: string }[] }) {
	if (results.length === 0) return null
	return (
		<div className="mt-4">
			<Fold title="Результаты работы, описанные педагогом">
				<SummaryList
					items={results.map(({ term, value }) => ({ term, value: <span className="lines">{value}</span> }))}
				/>
			</Fold>
		</div>
	)
}
