import type { WithdrawalBench } from "#app/domain/withdrawal/withdrawal-bench.view.server.ts"
import { provedByCodes } from "#app/scans/proved.ts"
import { paths } from "#app/utils/paths.ts"
import { type ActingOn, actOn } from "../acts/acting-on.ts"
import { BareAct, RefusedElsewhere } from "../acts/acts.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import { isRefused } from "../forms/one-of-forms.tsx"
import { Phone } from "../person/phone.tsx"
import { Alert } from "../ui/alert.tsx"
import { Checklist } from "../ui/checklist.tsx"
import { Link } from "../ui/link.tsx"
import { Fold } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { FoldLink } from "../workbench/fold-link.tsx"
import type { BenchKey } from "../workbench/keys.ts"
import { pagesOf, type ViewedPaper, viewedDocuments } from "../workbench/viewed-paper.ts"

export const WITHDRAWAL_KEYS: readonly BenchKey[] = [
	{ letter: "R", words: "Зарегистрировать отзыв и открыть следующий" },
	{ letter: "X", words: "Отклонить: написать причину" },
]

const REJECT = "withdrawal.reject"

/** The signed withdrawal first, then the application that it withdraws. */
export const papersOfWithdrawal = ({ id, paper, application }: WithdrawalBench): ViewedPaper[] => [
	{ id, title: "Отзыв", sign: paper.sign, href: paper.href, pages: pagesOf(paper) },
	...viewedDocuments(application.documents),
]

export const WithdrawalTitle = ({ shown }: { shown: WithdrawalBench }) => (
	<>
		<h1>{shown.application.fullName}</h1>
		<div className="cluster">
			<StatusTag state={shown.state} subject="withdrawal" small>
				{shown.short}
			</StatusTag>
		</div>
	</>
)

export function WithdrawalData({ shown, on }: { shown: WithdrawalBench; on: ActingOn }) {
	const { application, paper, waits, neighbours } = shown
	return (
		<>
			<RefusedElsewhere on={on} places={["reject"]} />
			{waits ? null : (
				<Alert tone="good" title="Это заявление на отзыв уже рассмотрено">
					{shown.rejectionReason ? `Причина отклонения: ${shown.rejectionReason}. ` : ""}
					{neighbours.onward ? "Переходите к следующему." : "Других заявлений на отзыв нет."}
				</Alert>
			)}
			<SummaryList
				dense
				narrow
				items={[
					{ term: "Причина отзыва", value: <b>{shown.reason}</b> },
					{ term: "Подано", value: shown.submittedOn },
					{ term: "Должность", value: application.position },
					{ term: "Место работы", value: application.organisation },
					{ term: "Заявлялась", value: application.claimedCategory },
					{ term: "Заявление", value: application.status },
					application.period !== null && { term: "Период", value: application.period },
					{ term: "Телефон", value: application.phone ? <Phone phone={application.phone} /> : "" },
				]}
			/>
			<Checklist
				items={[
					...(paper.scan?.findings ?? []).map(({ text, certain }) => ({
						id: text,
						tone: certain ? ("no" as const) : ("warn" as const),
						title: text,
					})),
					{
						id: "codes",
						tone: paper.scan?.findings.length === 0 ? ("ok" as const) : ("look" as const),
						title: `По кодам: ${provedByCodes(paper.scan, paper.pages)}`,
					},
				]}
			/>
			{actOn(on, REJECT)?.possible ? (
				<div id="reject" data-key="X">
					<Fold title="Отклонить" open={isRefused(on.refusal, { event: REJECT })}>
						<BareAct on={on} event={REJECT} {...(neighbours.onward && { button: "Отклонить и следующее" })} />
					</Fold>
				</div>
			) : null}
			<p className="small">
				<Link to={paths.municipalityApplication(application.id)}>
					Все данные, документы и история заявления
				</Link>
			</p>
		</>
	)
}

/** The two decisions, always in the same place of the screen. */
export function WithdrawalActs({ shown, on }: { shown: WithdrawalBench; on: ActingOn }) {
	return (
		<>
			<span data-key="R">
				<BareAct
					on={{ ...on, refusal: null }}
					event="withdrawal.register"
					sign="stamp"
					tone="main"
					{...(shown.neighbours.onward && { button: "Зарегистрировать и следующее" })}
				/>
			</span>
			{actOn(on, REJECT)?.possible ? <FoldLink to="reject">Отклонить</FoldLink> : null}
		</>
	)
}
