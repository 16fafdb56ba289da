import { verdictText } from "#app/domain/application/application.acts.ts"
import type { ConclusionBench } from "#app/domain/application/assessment/conclusion-bench.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { type ActingOn, actOn } from "../acts/acting-on.ts"
import { BareAct, RefusedElsewhere } from "../acts/acts.tsx"
import { ACCEPT_KEY, ASSESS, ConclusionChecks } from "../application/conclusion-bench.tsx"
import { isRefused } from "../forms/one-of-forms.tsx"
import { Alert } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"
import { Fold } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import type { BenchKey } from "../workbench/keys.ts"

export const CONCLUSION_KEYS: readonly BenchKey[] = [
	ACCEPT_KEY,
	{ letter: "X", words: "Вернуть: написать замечание" },
]

export const RETURN = "conclusion.return"

/** The claim, what the codes prove, and the folded forms: another result, and the return with a remark. */
export function ConclusionData({ shown, on }: { shown: ConclusionBench; on: ActingOn }) {
	const { conclusions, neighbours, waits } = shown
	const current = conclusions.find((one) => one.current)
	const next = neighbours.onward !== null
	return (
		<>
			<RefusedElsewhere on={on} places={[]} besides={[ASSESS, RETURN]} />
			{waits ? null : (
				<Alert
					tone="good"
					title={
						shown.verdict
							? `Результат поставлен: ${verdictText(shown.verdict)}`
							: "Проверки это заключение не ждёт"
					}
				>
					{next ? "Переходите к следующему." : "Других заключений в этом списке нет."}
				</Alert>
			)}
			{shown.notSignedReason ? (
				<Alert tone="wait" title="Педагог не подписал заключение">
					{shown.notSignedReason}
				</Alert>
			) : null}
			<SummaryList
				dense
				narrow
				items={[
					{ term: "Заявляет", value: <b>{shown.claimedCategory}</b>, note: shown.attestationForm },
					current
						? {
								term: "Предлагают",
								value: <b>{verdictText(current.verdict)}</b>,
								note: "заявленной квалификационной категории",
							}
						: null,
					{ term: "Имеет", value: shown.currentCategory },
					{ term: "Должность", value: shown.position },
					{ term: "Место работы", value: shown.organisation, note: shown.municipality },
					{ term: "Период", value: shown.period ?? "без периода" },
					...shown.experts.map(({ name, post, seat }) => ({
						term: seat === 1 ? "Первый специалист" : "Второй специалист",
						value: name,
						note: post,
					})),
				]}
			/>
			<ConclusionChecks application={shown} />
			{actOn(on, ASSESS)?.possible ? (
				<Fold title="Поставить другой результат" open={isRefused(on.refusal, { event: ASSESS })}>
					<BareAct on={on} event={ASSESS} tone="second" {...(next && { button: "Принять и следующее" })} />
				</Fold>
			) : null}
			{actOn(on, RETURN)?.possible ? (
				<div id="return" data-key="X">
					<Fold title="Вернуть с замечанием" open={isRefused(on.refusal, { event: RETURN })}>
						<BareAct on={on} event={RETURN} {...(next && { button: "Вернуть и следующее" })} />
					</Fold>
				</div>
			) : null}
			<p className="small">
				<Link to={paths.operatorApplication(shown.id)}>Все данные, документы и история заявления</Link>
			</p>
		</>
	)
}
