import type { OwnWithdrawalView } from "#app/domain/withdrawal/own-withdrawal.view.server.ts"
import { PAGE } from "#app/workflow/acts.ts"
import type { ActingOn } from "../acts/acting-on.ts"
import { Acts, BareAct, RefusedElsewhere } from "../acts/acts.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { FileCard } from "../forms/forms.tsx"
import { Alert, Why } from "../ui/alert.tsx"
import { Acts as ButtonRow, buttonClass } from "../ui/button.tsx"
import { Panel } from "../ui/panel.tsx"
import { PhotographIt } from "../upload/photograph-it.tsx"

type WithdrawalProps = {
	view: OwnWithdrawalView
	cabinet: "teacher" | "school"
	refusal: RefusalAnswer | null
}

/** «Отзыв заявления»: the last withdrawal with its acts, and the form for a new one if a new one is allowed. */
export function WithdrawalFiling({ view, cabinet, refusal }: WithdrawalProps) {
	const { last, form } = view
	const on: ActingOn = {
		noun: "withdrawal",
		cabinet,
		id: last?.id ?? "",
		version: last?.version,
		events: view.events,
		refusal,
		given: { accepts: { withdrawal_scan: view.accepts } },
	}
	return (
		<div className="stack-l">
			<RefusedElsewhere on={on} places={[PAGE, "form", "scan", "discard"]} />
			{last ? <LastWithdrawal last={last} on={on} applicationId={view.applicationId} /> : null}
			{form.possible ? (
				<Panel title="Сформировать заявление на отзыв">
					<p>
						Система составит заявление на отзыв. Пока Вы не прикрепите его подписанный скан и не подадите,
						ничего не отправляется, и от отзыва можно отказаться.
					</p>
					<BareAct on={{ ...on, version: undefined }} event="withdrawal.form" className="stack mt-4" />
				</Panel>
			) : last ? null : (
				<Why>{form.reasons.join(" ")}</Why>
			)}
			{view.cannotSend && form.allowed ? <CannotSend words={view.cannotSend} /> : null}
		</div>
	)
}

function LastWithdrawal({
	last,
	on,
	applicationId,
}: {
	last: NonNullable<OwnWithdrawalView["last"]>
	on: ActingOn
	applicationId: string
}) {
	const can = (event: string) => on.events[event]?.possible === true
	return (
		<>
			<Panel>
				<h2 className="legend--m" data-state={last.state}>
					{last.status}
				</h2>
				<p className="mt-3">
					Причина отзыва: {last.reason}
					{last.journal ? <small className="muted"> Зарегистрировано {last.journal}.</small> : null}
				</p>
				{last.formedBy ? (
					<p className="small">
						{last.formedByReader
							? "Заявление на отзыв сформировали Вы."
							: `Заявление на отзыв сформировал координатор: ${last.formedBy}.`}
					</p>
				) : null}
				<ButtonRow className="mt-3">
					<a href={last.formHref} download>
						Скачать заявление на отзыв (Word)
					</a>
					{last.scanHref ? <a href={last.scanHref}>Посмотреть подписанный скан</a> : null}
				</ButtonRow>
			</Panel>
			{can("withdrawal.submit") ? (
				<FileCard title="Подписанное заявление на отзыв" look="missing">
					<p>Распечатайте заявление на отзыв, подпишите, отсканируйте и прикрепите скан.</p>
					<p className="small">
						<PhotographIt id={applicationId} paper="withdrawal_scan" />
					</p>
					<BareAct on={on} event="withdrawal.submit" />
				</FileCard>
			) : null}
			<BareAct on={on} event="withdrawal.discard" />
			<Acts on={on} />
			{can("withdrawal.discard") && !can("withdrawal.submit") ? (
				<Alert>
					Пока заявление на отзыв не зарегистрировано, от отзыва можно отказаться: заявление останется в силе.
				</Alert>
			) : null}
		</>
	)
}

/** The button stays in its place and says why nothing can be sent. */
const CannotSend = ({ words }: { words: string }) => (
	<div className="event" data-event="withdrawal.submit">
		<Why id="cannot-send">{words}</Why>
		<button type="button" className={buttonClass()} aria-disabled="true" aria-describedby="cannot-send">
			Подать заявление на отзыв
		</button>
	</div>
)
