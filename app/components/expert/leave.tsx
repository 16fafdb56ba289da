import { counted } from "#app/utils/russian.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Refusable, SubmitButton, TextArea } from "../forms/forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Fold } from "../ui/panel.tsx"

/** The expert reports that they leave the work, so all their open assignments need another expert. */
export function LeaveWork({ count, refusal }: { count: number; refusal: RefusalAnswer | null }) {
	return (
		<Fold title="Сообщить о своём увольнении" open={refusal !== null}>
			<p>
				Если Вы увольняетесь или больше не сможете проводить аттестацию, напишите об этом здесь. Ваши открытые
				назначения ({counted(count, ["заявление", "заявления", "заявлений"])}) будут отмечены «Не могу»,
				муниципальный координатор и оператор подберут замену.
			</p>
			<PostForm className="stack mt-3">
				<Refusable refusal={refusal}>
					<TextArea
						name="reason"
						label="Причина и последний день работы"
						hint="Её увидят муниципальный координатор и оператор."
						rows={3}
					/>
					<div className="acts">
						<SubmitButton tone="bad" name="intent" value="leave">
							Сообщить об увольнении
						</SubmitButton>
					</div>
				</Refusable>
			</PostForm>
		</Fold>
	)
}
