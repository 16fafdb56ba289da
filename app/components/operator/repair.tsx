import type { OperatorApplicationView } from "#app/domain/application/operator-application.view.server.ts"
import type { RepairView } from "#app/domain/repair/repair.view.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { RadioPlates, SubmitButton, TextArea } from "../forms/forms.tsx"
import { OneOfForms } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Alert } from "../ui/alert.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { Fold, Panel } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"

type Props = { view: RepairView; refusal: RefusalAnswer | null }

/** Warnings that an operator reads before proposing or confirming a move by hand. */
export function WhatAHandDoesNot() {
	return (
		<Alert tone="wait" title="Меняется только состояние">
			<p>Перевод вручную не выполняет того, что обычно происходит при переходе:</p>
			<ul>
				<li>не отправляет писем — сообщите тем, кого это касается, сами;</li>
				<li>не присваивает и не освобождает номеров;</li>
				<li>не назначает и не снимает период и специалистов, не утверждает график;</li>
				<li>не формирует и не отменяет документы и заключения;</li>
				<li>не устанавливает и не отменяет категорию.</li>
			</ul>
			<p>Причину увидят все, кто видит историю записи.</p>
		</Alert>
	)
}

/** For the page of an application: links to the move by hand, which has a page of its own. */
export function OperatorRepair({ move }: Pick<OperatorApplicationView, "move">) {
	const { waiting, href } = move
	return (
		<Panel title="Перевести вручную" small>
			{waiting ? (
				<>
					<p className="mt-2">
						{waiting.proposedBy} предлагает перевести в состояние «{waiting.to}». Ждёт второго оператора.
					</p>
					<ButtonLink to={href} tone="second" small>
						Рассмотреть предложение
					</ButtonLink>
				</>
			) : (
				<>
					<p className="mt-2 small">
						Если обычным порядком исправить нельзя: один оператор предлагает, второй подтверждает.
					</p>
					<p className="mt-3">
						<ButtonLink to={href} tone="second" small>
							Перевести вручную
						</ButtonLink>
					</p>
				</>
			)}
		</Panel>
	)
}

/** The form of the first operator, who proposes. */
export function ProposeMove({ view, refusal }: Props) {
	if (!view.mayPropose)
		return <Alert title="Это Ваше заявление">Перевести его вручную могут только другие операторы.</Alert>
	const free = view.states.filter(({ obstacles }) => obstacles.length === 0)
	const closed = view.states.filter(({ obstacles }) => obstacles.length > 0)
	return (
		<Panel title="Предложить перевод">
			<OneOfForms refusal={refusal} is={{ intent: "propose" }}>
				<PostForm className="stack mt-4" noValidate>
					<input type="hidden" name="intent" value="propose" />
					<input type="hidden" name="version" value={view.version} />
					<RadioPlates
						name="to"
						label="В какое состояние"
						layout="two"
						choices={free.map(({ value, label }) => ({ value, label }))}
					/>
					{closed.length > 0 ? (
						<Fold title={`Недоступные состояния: ${closed.length}`}>
							<SummaryList
								dense
								items={closed.map(({ label, obstacles }) => ({ term: label, value: obstacles.join(" ") }))}
							/>
						</Fold>
					) : null}
					<TextArea
						name="reason"
						label="Причина"
						hint="Почему обычным порядком исправить нельзя и на каком основании переводите."
						rows={4}
					/>
					<SubmitButton>Предложить перевод</SubmitButton>
				</PostForm>
			</OneOfForms>
		</Panel>
	)
}

/** The forms of the second operator, who decides, or the first operator's way to take the proposal back. */
export function SettleMove({ view, refusal }: Props) {
	const { waiting } = view
	if (!waiting) return null
	const hidden = <input type="hidden" name="repairId" value={waiting.id} />
	return (
		<Panel title="Предложение ждёт второго оператора" tone="tint">
			<SummaryList
				className="mt-3"
				items={[
					{ term: "Перевести", value: `«${waiting.from}» → «${waiting.to}»` },
					{ term: "Причина", value: waiting.reason },
					{
						term: "Предложение",
						value: waiting.proposedBy,
						note: longDateTime(new Date(waiting.proposedAt)),
					},
				]}
			/>
			{waiting.mayConfirm ? (
				<div className="stack mt-4">
					<OneOfForms refusal={refusal} is={{ intent: "confirm" }}>
						<PostForm noValidate>
							<input type="hidden" name="intent" value="confirm" />
							{hidden}
							<SubmitButton>Подтвердить перевод</SubmitButton>
						</PostForm>
					</OneOfForms>
					<OneOfForms refusal={refusal} is={{ intent: "decline" }}>
						<PostForm className="stack" noValidate>
							<input type="hidden" name="intent" value="decline" />
							{hidden}
							<TextArea name="remark" label="Почему не согласны" rows={2} />
							<SubmitButton tone="second">Отклонить предложение</SubmitButton>
						</PostForm>
					</OneOfForms>
				</div>
			) : null}
			{waiting.mayTakeBack ? (
				<OneOfForms refusal={refusal} is={{ intent: "takeBack" }}>
					<PostForm className="mt-4" noValidate>
						<input type="hidden" name="intent" value="takeBack" />
						{hidden}
						<SubmitButton tone="second">Снять предложение</SubmitButton>
					</PostForm>
				</OneOfForms>
			) : null}
			{!waiting.mayConfirm && !waiting.mayTakeBack ? (
				<p className="mt-3 muted">Это Ваше заявление: решают другие операторы.</p>
			) : null}
		</Panel>
	)
}

/** Closed proposals, newest first. */
export function FormerMoves({ view }: { view: RepairView }) {
	if (view.former.length === 0) return null
	return (
		<Panel title="Прежние предложения" small>
			<SummaryList
				narrow
				items={view.former.map(({ from, to, outcome, proposedBy, settledBy, reason, remark }) => ({
					term: outcome,
					value: `«${from}» → «${to}»`,
					note: [
						`Предложение — ${proposedBy}`,
						settledBy ? `ответ — ${settledBy}` : "",
						`причина: ${reason}`,
						remark ? `возражение: ${remark}` : "",
					]
						.filter(Boolean)
						.join("; "),
				}))}
			/>
		</Panel>
	)
}
