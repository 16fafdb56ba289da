import {
	ATTESTATION_FORMS,
	CATEGORIES,
	PROCEDURES,
	withNotes,
} from "#app/domain/application/form/claim-choices.ts"
import type { FormFilling } from "#app/domain/application/form/teacher-form.view.server.ts"
import { Field, RadioPlates } from "../forms/forms.tsx"

type StepProps = { filling: FormFilling }

/** What the teacher claims: the category, and by which procedure. */
export function ClaimFields({ filling: { form } }: StepProps) {
	return (
		<>
			<RadioPlates
				name="claimedCategory"
				label="На какую категорию Вы претендуете?"
				layout="row"
				defaultValue={form.claimedCategory}
				choices={CATEGORIES}
			/>
			<RadioPlates
				name="procedure"
				label="Процедура аттестации"
				defaultValue={form.procedure}
				choices={withNotes(PROCEDURES, {
					general: "С аттестационным периодом, двумя специалистами и итоговым заключением.",
					simplified:
						"Если есть основание: награда, звание, победа в конкурсе. Специалисты не назначаются, заявление рассмотрит комиссия. Основание мы спросим на следующем шаге.",
				})}
			/>
		</>
	)
}

/** Asked only under the simplified procedure. */
export function GroundFields({ filling: { form, grounds } }: StepProps) {
	return (
		<>
			<RadioPlates
				name="groundCode"
				label="Основания для прохождения аттестации по упрощенной форме"
				defaultValue={form.groundCode}
				choices={grounds}
			/>
			<Field
				name="groundDocument"
				label="Документ, который подтверждает основание"
				hint="Вид, номер и дата, например: удостоверение № 12345 от 05.10.2022. Его копию Вы прикрепите при подаче."
				defaultValue={form.groundDocument}
			/>
		</>
	)
}

/** The form of the attestation, and whether the teacher attends the sitting. */
export function MannerFields({ filling: { form } }: StepProps) {
	const simplified = form.procedure === "simplified"
	return (
		<>
			<RadioPlates
				name="attestationForm"
				label="Форма аттестации"
				hint={
					simplified
						? "Войдёт в заявление. По упрощённой форме специалисты не приезжают и материалы не собирают: комиссия смотрит документ, который подтверждает основание."
						: undefined
				}
				defaultValue={form.attestationForm}
				choices={
					simplified
						? ATTESTATION_FORMS
						: withNotes(ATTESTATION_FORMS, {
								in_person: "Специалисты приедут на Ваши занятия. Дни посещения согласуют с Вами.",
								remote:
									"Вы загрузите подтверждающие документы и ссылки на записи двух уроков до начала периода.",
							})
				}
			/>
			<RadioPlates
				name="presence"
				label="Заседание аттестационной комиссии"
				defaultValue={form.presence}
				choices={[
					{ value: "absent", label: "без моего присутствия", note: "Решение примут по документам." },
					{
						value: "present",
						label: "в моём присутствии",
						note: "Придётся приехать на заседание: дату, время и место сообщат письмом.",
					},
				]}
			/>
		</>
	)
}
