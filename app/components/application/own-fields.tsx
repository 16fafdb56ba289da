import type { ComponentType } from "react"
import type { ApplicationPart } from "#app/domain/application/application.acts.ts"
import { Field, type Option, RadioPlates, Select, TextArea } from "../forms/forms.tsx"
import { Phone } from "../person/phone.tsx"
import { Alert } from "../ui/alert.tsx"

/** The page's data that fields need. Each page gives what its acts ask for. */
export type GivenToFields = {
	/** Accepted content types by the code of the document kind. */
	accepts?: Readonly<Record<string, readonly string[]>>
	rejection?: { reasons: readonly Option[]; phone: string }
	replacement?: {
		seated: readonly Seated[]
		candidates: readonly Option[]
		picked: Readonly<Record<"seat" | "expert" | "specialist", string>>
		/** The list was cut off, so the form offers a search by name. */
		searched: boolean
	}
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

/** The place of this form on its page. */
const HERE = "#expert"

function candidatesNote(listed: number, name: string, searched: boolean): string {
	if (listed > 0 && searched && !name)
		return "Сначала те, кто ведёт тот же предмет и у кого меньше педагогов. Остальных найдите по фамилии."
	if (listed > 0) return "Специалисты муниципалитета из списка, утверждённого на учебный год."
	return name
		? `Подходящего специалиста с именем «${name}» нет. Проверьте, как оно написано, или очистите поле.`
		: "Подходящих специалистов нет: внесите их в список учебного года в разделе «Специалисты»."
}

function Replacement({ given: { replacement } }: OwnProps) {
	if (!replacement) return null
	const { seated, candidates, picked, searched } = replacement
	return (
		<>
			<RadioPlates
				name="seat"
				label="Кого заменить"
				defaultValue={picked.seat}
				choices={seated.map(({ seat, name, post, answer, reason }) => ({
					value: String(seat),
					label: name,
					note: [post, answer === "declined" ? `не может: ${reason ?? "причина не указана"}` : ""]
						.filter(Boolean)
						.join("; "),
				}))}
			/>
			{searched ? (
				<div className="cluster cluster--end">
					<Field
						name="specialist"
						label="Фамилия или имя специалиста"
						width="medium"
						defaultValue={picked.specialist}
					/>
					{/* By GET, so that nothing is sent and all choices stay. */}
					<button type="submit" formMethod="get" formAction={HERE} className="btn btn--second">
						Показать специалистов
					</button>
				</div>
			) : null}
			<Select
				name="expert"
				label="Новый специалист"
				placeholder="Не выбран"
				hint={candidatesNote(candidates.length, picked.specialist, searched)}
				defaultValue={picked.expert}
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
