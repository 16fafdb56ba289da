import { counted } from "#app/utils/russian.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Checkbox, Field, type Option, Select, SubmitButton } from "../forms/forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Fold } from "../ui/panel.tsx"

/** The form that the ticks of the table belong to. */
export const BULK_ASSIGNMENT = "bulk-assignment"

/** One period and one pair of experts for the ticked rows, or for all that match the filters. */
export function BulkAssignment({
	periods,
	pair,
	found,
	refusal,
}: {
	/** Only the open periods. */
	periods: readonly Option[]
	/** Null if the municipality has too many specialists for a choice. */
	pair: readonly Option[] | null
	found: number
	refusal: RefusalAnswer | null
}) {
	if (found === 0 || periods.length === 0) return null
	return (
		<Fold title="Назначить один период и одну пару отмеченным" open={refusal !== null}>
			<PostForm id={BULK_ASSIGNMENT} className="stack" noValidate>
				<input type="hidden" name="event" value="schedule.assign" />
				<Select
					name="period"
					label="Период аттестации"
					placeholder="Выберите"
					options={periods}
					width="medium"
				/>
				<Specialist name="expert1" label="Первый специалист" pair={pair} />
				<Specialist name="expert2" label="Второй специалист" pair={pair} />
				<Field
					name="colleagueReason"
					label="Почему назначен коллега по организации"
					hint="Только если специалист работает там же, где кто-то из отмеченных."
				/>
				<Checkbox
					name="all"
					label={`Выбрать все найденные: ${counted(found, ["заявление", "заявления", "заявлений"])}`}
				/>
				<div className="acts">
					<SubmitButton>Назначить отмеченным</SubmitButton>
				</div>
				<p className="small muted">
					Сначала система покажет, кого это касается, кому специалист не подходит и какие письма уйдут.
				</p>
			</PostForm>
		</Fold>
	)
}

function Specialist({ pair, ...field }: { name: string; label: string; pair: readonly Option[] | null }) {
	if (pair) return <Select {...field} placeholder="не назначен" options={pair} />
	return <Field {...field} hint="Фамилия и имя. Пустое поле — не назначен." />
}
