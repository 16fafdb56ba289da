import { Form } from "@remix-run/react"
import type { SittingView } from "#app/domain/sitting/agenda.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { DateField, Field, SubmitButton } from "../forms/forms.tsx"
import { OneOfForms } from "../forms/one-of-forms.tsx"
import { Alert } from "../ui/alert.tsx"
import { Acts, ButtonLink } from "../ui/button.tsx"
import { Panel } from "../ui/panel.tsx"

type CardProps = { sitting: SittingView["sitting"]; refusal: RefusalAnswer | null }

/** Presence, protocol and order: what every decision rests on. */
export function SittingCard({ sitting, refusal }: CardProps) {
	return (
		<Panel title="Карточка заседания" tone="tint">
			<OneOfForms refusal={refusal} is={{ intent: "card" }}>
				<Form method="post" className="stack mt-4" noValidate>
					<input type="hidden" name="intent" value="card" />
					<DateField
						name="heldOn"
						label="Дата заседания"
						hint="Например, 27.11.2026"
						defaultValue={sitting.heldOn}
					/>
					<Field
						name="members"
						label="Членов комиссии"
						hint="По утверждённому составу."
						inputMode="numeric"
						width="short"
						defaultValue={sitting.members}
					/>
					<Field
						name="present"
						label="Присутствовало"
						hint="Кворум — две трети состава."
						inputMode="numeric"
						width="short"
						defaultValue={sitting.present}
					/>
					<Quorum quorum={sitting.quorum} />
					<Field
						name="protocolNumber"
						label="Номер протокола"
						width="short"
						defaultValue={sitting.protocolNumber}
					/>
					<Field
						name="orderNumber"
						label="Номер распоряжения"
						hint="Например, 903-р"
						width="short"
						defaultValue={sitting.orderNumber}
					/>
					<DateField
						name="orderDate"
						label="Дата распоряжения"
						hint="Например, 30.11.2026"
						defaultValue={sitting.orderDate}
					/>
					<div className="acts">
						<SubmitButton tone="second">Сохранить карточку</SubmitButton>
					</div>
				</Form>
			</OneOfForms>
		</Panel>
	)
}

function Quorum({ quorum }: { quorum: SittingView["sitting"]["quorum"] }) {
	if (!quorum) return null
	const { holds, present, members, needed } = quorum
	const presence = `Присутствовало ${present} из ${members}`
	if (holds) return <Alert tone="good">{presence}: кворум есть.</Alert>
	return (
		<Alert tone="bad">
			{presence}: кворума нет, нужно не меньше{" "}
			{counted(needed, ["члена комиссии", "членов комиссии", "членов комиссии"])}.
		</Alert>
	)
}

/** Papers of the sitting as Word: what is not known yet is left to be written in. */
export function SittingPapers({ id, papers }: { id: string; papers: SittingView["papers"] }) {
	return (
		<>
			<PaperLinks id={id} hasOrder={papers.order} />
			{papers.ofDecisionsOnly ? (
				<p className="hint mt-4">
					Заседание прошло: в повестке и протоколе только те, о ком оно приняло решение. Отложенные считаются
					вопросами следующего заседания.
				</p>
			) : null}
		</>
	)
}

function PaperLinks({ id, hasOrder }: { id: string; hasOrder: boolean }) {
	return (
		<Acts label="Документы заседания" className="mt-4">
			<ButtonLink to={paths.sittingPaper(id, "agenda")} tone="second" small sign="down" download>
				Повестка
			</ButtonLink>
			<ButtonLink to={paths.sittingPaper(id, "protocol")} tone="second" small sign="down" download>
				Протокол
			</ButtonLink>
			{hasOrder ? (
				<ButtonLink to={paths.sittingPaper(id, "order")} tone="second" small sign="down" download>
					Распоряжение
				</ButtonLink>
			) : null}
		</Acts>
	)
}
