import type { FilingView } from "#app/domain/application/filing/filing.view.server.ts"
import { Acts } from "../acts/acts.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Alert } from "../ui/alert.tsx"
import { DocsList } from "../ui/docs-list.tsx"
import { Panel } from "../ui/panel.tsx"
import { filingOn } from "./filing-on.ts"

/** The conclusion that the experts sent: read it, sign it and attach the scan, or say what is wrong in it. */
export function ConclusionSigning({
	filing,
	refusal,
	onBehalf = false,
}: {
	filing: FilingView
	refusal: RefusalAnswer | null
	/** True if a school coordinator looks at the page instead of the teacher. */
	onBehalf?: boolean
}) {
	const { conclusion } = filing
	if (!conclusion) return null
	return (
		<>
			<Panel title="Итоговое заключение">
				<DocsList
					documents={[{ kind: "PDF", name: conclusion.name, href: conclusion.href, note: conclusion.note }]}
				/>
				<p className="mt-3">
					Вывод специалистов: <b>{conclusion.proposed}</b> требованиям к заявленной категории.
				</p>
			</Panel>
			{conclusion.comment ? (
				<Alert
					tone="talk"
					title={
						onBehalf
							? "Педагог не согласен с заключением"
							: "Ваш комментарий передан специалистам и координатору"
					}
				>
					<p>{conclusion.comment}</p>
					{onBehalf ? null : (
						<p className="small">
							Заключение могут исправить: тогда придёт письмо. Если Вы передумали, подпишите это заключение.
						</p>
					)}
				</Alert>
			) : null}
			<Acts on={filingOn(filing, refusal)} at="signing" />
		</>
	)
}
