import type { ComponentType } from "react"
import type { ApplicationPart } from "#app/domain/application/application.acts.ts"
import { type Option, RadioPlates, Select, TextArea } from "../forms/forms.tsx"
import { Phone } from "../person/phone.tsx"
import { Alert } from "../ui/alert.tsx"

/** The page's data that fields need. Each page gives what its acts ask for. */
export type GivenToFields = {
	/** Accepted content types by the code of the document kind. */
	accepts?: Readonly<Record<string, readonly string[]>>
	rejection?: { reasons: readonly Option[]; phone: string }
	replacement?: { seated: readonly Seated[]; candidates: readonly Option[] }
}

type Seated = {
	seat: number
	name: string
	post: string
	answer: "accepted" | "declined" | null
	reason: string | null
}

type OwnProps = { given: GivenToFields }

/** The person's own words instead of a typical reason. The reference data has no reason with this code. */
const OTHER = "other"

function Rejection({ given: { rejection } }: OwnProps) {
	if (!rejection) return null
	const { reasons, phone } = rejection
	return (
		<>
			{phone ? (
				<Alert tone="wait" sign="info">
					Педагоги не всегда смотрят статус. Лучше ещё и позвонить: <Phone phone={phone} />, мобильный
				</Alert>
			) : null}
			<RadioPlates
				name="reasonCode"
				label="Причина отклонения"
				className="mt-5"
				choices={[...reasons, { value: OTHER, label: "Другая причина", note: "напишите её ниже" }]}
			/>
			<TextArea
				name="reason"
				label="Пояснение для педагога"
				hint="Педагог увидит этот текст в кабинете и в письме. Если причина другая, пояснение обязательно."
				className="mt-5"
			/>
		</>
	)
}

function Replacement({ given: { replacement } }: OwnProps) {
	if (!replacement) return null
	const { seated, candidates } = replacement
	return (
		<>
			<RadioPlates
				name="seat"
				label="Кого заменить"
				choices={seated.map(({ seat, name, post, answer, reason }) => ({
					value: String(seat),
					label: name,
					note: [post, answer === "declined" ? `не может: ${reason ?? "причина не указана"}` : ""]
						.filter(Boolean)
						.join("; "),
				}))}
			/>
			<Select
				name="expert"
				label="Новый специалист"
				placeholder="Не выбран"
				hint={
					candidates.length > 0
						? "Специалисты муниципалитета из списка, утверждённого на учебный год."
						: "Подходящих специалистов нет: внесите их в список учебного года в разделе «Специалисты»."
				}
				options={candidates}
			/>
		</>
	)
}

/** A component for each kind of fields that needs data. A kind without a component does not compile. */
export const OWN_FIELDS: Readonly<Record<ApplicationPart, ComponentType<OwnProps>>> = {
	rejection: Rejection,
	replacement: Replacement,
}
