import type { OwnWithdrawalView } from "#app/domain/withdrawal/own-withdrawal.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { FileCard, Refusable, TextArea } from "../forms/forms.tsx"
import { OtherRefusal } from "../forms/other-refusal.tsx"
import { UploadForm } from "../forms/upload-form.tsx"
import { Alert, Why } from "../ui/alert.tsx"
import { Acts, buttonClass } from "../ui/button.tsx"
import { Panel } from "../ui/panel.tsx"

type WithdrawalProps = {
	view: OwnWithdrawalView
	refusal: RefusalAnswer | null
	/** The label of the reason: «Указать причину» for a coordinator. */
	reasonLabel?: string
}

const FORM = "withdrawal.form"
const SEND = ["withdrawal.submit", "withdrawal.discard"]

/** «Отзыв заявления»: the last withdrawal with its acts, and the form of a new one when there may be one. */
export function WithdrawalFiling({ view, refusal, reasonLabel }: WithdrawalProps) {
	return (
		<div className="stack-l">
			<OtherRefusal refusal={refusal} events={[FORM, ...SEND]} />
			<LastWithdrawal view={view} refusal={refusal} />
			{view.form.possible ? (
				<FormWithdrawal view={view} refusal={refusal} reasonLabel={reasonLabel} />
			) : view.last ? null : (
				<Why>{view.form.reasons.join(" ")}</Why>
			)}
			{view.cannotSend && view.form.allowed ? <CannotSend words={view.cannotSend} /> : null}
		</div>
	)
}

function FormWithdrawal({ view, refusal, reasonLabel = "Причина отзыва заявления" }: WithdrawalProps) {
	return (
		<Panel title="Сформировать заявление на отзыв">
			<p>
				Система составит заявление на отзыв. Пока Вы не прикрепите его подписанный скан и не подадите, ничего
				не отправляется, и от отзыва можно отказаться.
			</p>
			<Refusable refusal={refusal?.typed.event === FORM ? refusal : null}>
				<EventForm event={FORM} label={view.form.button} className="stack mt-4">
					<TextArea
						name="reason"
						label={reasonLabel}
						hint="Например: «увольнение», «по состоянию здоровья». Причина войдёт в заявление, как Вы её напишете."
						rows={3}
					/>
				</EventForm>
			</Refusable>
		</Panel>
	)
}

function LastWithdrawal({ view, refusal }: WithdrawalProps) {
	const { last } = view
	if (!last) return null
	const { submit, discard } = last
	const refused = SEND.includes(refusal?.typed.event ?? "") ? refusal : null
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
					<p className="small">Заявление на отзыв сформировал координатор: {last.formedBy}.</p>
				) : null}
				<Acts className="mt-3">
					<a href={last.formHref} download>
						Скачать заявление на отзыв (Word)
					</a>
					{last.scanHref ? <a href={last.scanHref}>Посмотреть подписанный скан</a> : null}
				</Acts>
			</Panel>
			<Refusable refusal={refused}>
				{submit.possible ? (
					<FileCard title="Подписанное заявление на отзыв" look="missing">
						<p>Распечатайте заявление на отзыв, подпишите, отсканируйте и прикрепите скан.</p>
						<UploadForm
							to={paths.withdrawalUploads(last.id)}
							event="withdrawal.submit"
							version={last.version}
							button={submit.button}
							tone="main"
							label="Прикрепить заявление на отзыв"
							hint="PDF или фотографии страниц: система сама соберёт из них один PDF. До 20 МБ."
							accepts={view.accepts}
							multiple
						/>
					</FileCard>
				) : null}
				{discard.possible ? (
					<EventForm event="withdrawal.discard" label={discard.button} tone="second" version={last.version} />
				) : null}
			</Refusable>
			{submit.possible && discard.possible ? null : discard.possible ? (
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
