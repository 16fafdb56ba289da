import type { AskedOf } from "#app/policies/profile.policy.ts"
import type { FieldMeta } from "../forms/field-base.tsx"
import { Field, type Option, Select } from "../forms/forms.tsx"
import { PostFields, type WorkplaceLists } from "./workplace-fields.tsx"

type InvitedPlaceProps = {
	asked: AskedOf
	municipality: string
	fields: Record<"organisationId" | "positionCode" | "positionText" | "subjectId" | "workPhone", FieldMeta>
	lists: Pick<WorkplaceLists, "positions" | "subjects"> & { organisations: readonly Option[] }
}

/** What an invited person fills in for the role: a school of the invitation's municipality, a post, a phone. */
export function InvitedPlace({ asked, municipality, fields, lists }: InvitedPlaceProps) {
	return (
		<>
			{asked.organisation ? (
				<Select
					field={fields.organisationId}
					label="Образовательная организация"
					hint={`Муниципалитет: ${municipality}`}
					options={lists.organisations}
					placeholder="Выберите организацию"
				/>
			) : null}
			{asked.post ? (
				<>
					<PostFields
						fields={fields}
						lists={lists}
						{...(asked.subject === "always" && {
							always: true,
							subjectLabel: "Предмет группы, которой Вы руководите",
							subjectHint: "",
						})}
					/>
					<Field
						field={fields.positionText}
						label="Другая должность"
						hint="Если Вашей должности нет в списке, например заместитель директора. Тогда в списке ничего не выбирайте."
					/>
				</>
			) : null}
			{asked.workPhone ? (
				<Field
					field={fields.workPhone}
					label="Рабочий телефон с кодом населённого пункта"
					hint="Например, 8 (38200) 0-00-00. Телефон координатора печатается в опубликованных графиках аттестации."
					type="tel"
				/>
			) : null}
		</>
	)
}
