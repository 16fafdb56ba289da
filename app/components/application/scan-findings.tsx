import { objections, type ScanRead } from "#app/scans/judge-scan.ts"
import { Alert } from "../ui/alert.tsx"
import { Finds } from "../ui/table.tsx"

const ARRANGED = "Страницы были не по порядку или лежали на боку: система расставила их в одном PDF"
const CLEAN = "Коды на листах прочитаны, замечаний нет"

/** What the codes on the sheets revealed: what to correct first, what to check oneself, what the system has put in order. */
export function ScanFindings({
	scan,
	wrongTitle = "Исправьте скан",
}: {
	scan: ScanRead
	wrongTitle?: string
}) {
	const wrong = objections(scan)
	const doubtful = scan.findings.filter((one) => !wrong.includes(one))
	return (
		<>
			{wrong.length > 0 ? (
				<Alert tone="bad" title={wrongTitle}>
					<Sentences of={wrong} />
				</Alert>
			) : null}
			{doubtful.length > 0 ? (
				<Alert tone="wait" title="Проверьте сами">
					<Sentences of={doubtful} />
				</Alert>
			) : null}
			{scan.arranged ? <p className="small muted">{ARRANGED}.</p> : null}
			{scan.findings.length === 0 ? <p className="small muted">{CLEAN}.</p> : null}
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

/** The same in a row of a list, for the person who decides on the paper. */
export function ScanFinds({ scan }: { scan: ScanRead | null }) {
	if (!scan) return <Finds finds={[{ tone: "warn", text: "Коды не читались: проверьте скан сами" }]} />
	const wrong = objections(scan)
	const finds = scan.findings.map((one) => ({
		tone: wrong.includes(one) ? ("no" as const) : ("warn" as const),
		text: one.text,
		id: one.text,
	}))
	if (finds.length === 0)
		return <Finds finds={[{ tone: "ok", text: scan.arranged ? `${CLEAN}. ${ARRANGED}` : CLEAN }]} />
	return <Finds finds={scan.arranged ? [...finds, { tone: "ok", text: ARRANGED }] : finds} />
}

/** The findings as texts for a line about a file. */
export const findingTexts = (scan: ScanRead | null): string[] => scan?.findings.map(({ text }) => text) ?? []
