import { sourceText } from "#app/domain/application/entry/source.ts"
import type { CoordinatorsApplication } from "#app/domain/application/registration/municipality-application.view.server.ts"
import { provedByCodes } from "#app/scans/proved.ts"
import { paths } from "#app/utils/paths.ts"
import { shortDate } from "#app/utils/russian.ts"
import type { ActingOn } from "../acts/acting-on.ts"
import { BareAct, RefusedElsewhere } from "../acts/acts.tsx"
import { CheckedItems } from "../application/findings.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import { isRefused } from "../forms/one-of-forms.tsx"
import { Phone } from "../person/phone.tsx"
import { Alert } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"
import { Fold } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { FoldLink } from "../workbench/fold-link.tsx"
import type { BenchKey } from "../workbench/keys.ts"
import { ReviewTerm } from "./review-term.tsx"

export const REGISTRATION_KEYS: readonly BenchKey[] = [
	{ letter: "R", words: "Зарегистрировать и открыть следующее" },
	{ letter: "X", words: "Отклонить: выбрать причину" },
]

const REJECT = "application.reject"

export function RegistrationTitle({ shown: { view, awaits } }: { shown: CoordinatorsApplication }) {
	return (
		<>
			<h1>{view.fullName}</h1>
			<div className="cluster">
				<StatusTag state={view.state} small>
					{view.short}
				</StatusTag>
				{awaits && view.review ? <ReviewTerm {...view.review} /> : null}
			</div>
		</>
	)
}

/** The claim and the findings of the checks, then the form of the rejection. */
export function RegistrationData({ shown, on }: { shown: CoordinatorsApplication; on: ActingOn }) {
	const { view, awaits, checks, events, neighbours } = shown
	const scan = view.documents.find(({ purpose, outdated }) => purpose === "application_scan" && !outdated)
	return (
		<>
			<RefusedElsewhere on={on} />
			{awaits ? null : (
				<Alert tone="good" title="Это заявление уже рассмотрено">
					{neighbours.onward ? "Переходите к следующему." : "Других заявлений в этом списке нет."}
				</Alert>
			)}
			<Claim view={view} />
			<CheckedItems
				checks={[
					// That the scan can be read is said by its sheets and by what their codes prove.
					...checks.filter(({ id, tone }) => id !== "files" || tone !== "ok"),
					{
						id: "codes",
						tone: scan?.scan && scan.scan.findings.length === 0 ? "ok" : "look",
						title: `По кодам: ${provedByCodes(scan?.scan ?? null, scan?.pages ?? null)}`,
					},
				]}
			/>
			{awaits && !events["application.register"] ? (
				<Alert tone="wait" title="Своё заявление регистрирует другой координатор или оператор" />
			) : null}
			{events[REJECT]?.possible ? (
				<div id="reject" data-key="X">
					<Fold title="Отклонить" open={isRefused(on.refusal, { event: REJECT })}>
						<BareAct on={on} event={REJECT} {...(neighbours.onward && { button: "Отклонить и следующее" })} />
					</Fold>
				</div>
			) : null}
			<p className="small">
				<Link to={paths.municipalityApplication(view.id)}>Все данные, документы и история заявления</Link>
			</p>
		</>
	)
}

function Claim({ view }: { view: CoordinatorsApplication["view"] }) {
	return (
		<SummaryList
			dense
			narrow
			items={[
				{ term: "Должность", value: view.position },
				{ term: "Место работы", value: view.organisation },
				{ term: "Имеет", value: view.currentCategory },
				{
					term: "Заявляет",
					value: <b>{view.claimedCategory}</b>,
					note: `${view.attestationForm}${view.attendance ? `, заседание ${view.attendance}` : ""}`,
				},
				view.source !== "online" && {
					term: "Пришло",
					value: sourceText(view.source),
					note: view.receivedOn ? `получено ${shortDate(view.receivedOn)}` : undefined,
				},
				view.ground !== null && { term: "Основание", value: view.ground },
				{ term: "Назначен(а)", value: view.appointedOn },
				{ term: "Стаж, лет", value: view.experience },
				{ term: "Телефон", value: view.phone ? <Phone phone={view.phone} /> : "" },
				{ term: "Почта", value: view.email },
			]}
		/>
	)
}

/** The two decisions, always in the same place of the screen. */
export function RegistrationActs({ shown, on }: { shown: CoordinatorsApplication; on: ActingOn }) {
	const { neighbours, events } = shown
	return (
		<>
			<span data-key="R">
				{/* The reason of the refusal is shown above the data, because the bar has no space for it. */}
				<BareAct
					on={{ ...on, refusal: null }}
					event="application.register"
					sign="stamp"
					{...(neighbours.onward && { button: "Зарегистрировать и следующее" })}
				/>
			</span>
			{events[REJECT]?.possible ? <FoldLink to="reject">Отклонить</FoldLink> : null}
		</>
	)
}
