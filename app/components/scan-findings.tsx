import type { ScanRead } from "#app/domain/application/application.view.server.ts"
import { objections } from "#app/scans/judge-scan.ts"
import { Alert } from "./alert.tsx"

/** What the codes on the sheets told: what to mend first, what to look at oneself, what the system has put right. */
export function ScanFindings({ scan }: { scan: ScanRead }) {
	const wrong = objections(scan)
	const doubtful = scan.findings.filter((one) => !wrong.includes(one))
	return (
		<>
			{wrong.length > 0 ? (
				<Alert tone="bad" title="Исправьте скан">
					<Sentences of={wrong} />
				</Alert>
			) : null}
			{doubtful.length > 0 ? (
				<Alert tone="wait" title="Проверьте сами">
					<Sentences of={doubtful} />
				</Alert>
			) : null}
			{scan.arranged ? (
				<p className="small muted">
					Страницы были не по порядку или лежали на боку: система расставила их в одном PDF.
				</p>
			) : null}
			{scan.findings.length === 0 ? (
				<p className="small muted">Коды на листах прочитаны, замечаний нет.</p>
			) : null}
		</>
	)
}

const Sentences = ({ of }: { of: ScanRead["findings"] }) => (
	<>
		{of.map(({ text }) => (
			<p key={text} className="small">
				{text}.
			</p>
		))}
	</>
)

/** For a line about a file. */
export const findingTexts = (scan: ScanRead | null): string[] => scan?.findings.map(({ text }) => text) ?? []
