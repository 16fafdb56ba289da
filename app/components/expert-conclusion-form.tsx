import type { Possibility } from "#app/workflow/explain.server.ts"
import { EventForm } from "./event-form.tsx"
import type { RefusalAnswer } from "./field-base.tsx"
import { Checkbox, FileField, RadioPlates } from "./forms.tsx"
import { OneOfForms } from "./operator-one-of-forms.tsx"

export const VERDICTS = [
	{ value: "meets", label: "соответствует" },
	{ value: "fails", label: "не соответствует" },
] as const

export const verdictText = (verdict: string | null): string =>
	VERDICTS.find(({ value }) => value === verdict)?.label ?? ""

type ConclusionFormProps = {
	event: "conclusion.attach" | "conclusion.replace"
	told: Possibility
	version: number
	refusal: RefusalAnswer | null | undefined
}

/** The finished conclusion with its proposed result; the same form attaches the first one and replaces it. */
export function ConclusionForm({ event, told, version, refusal }: ConclusionFormProps) {
	return (
		<OneOfForms refusal={refusal} is={{ event }}>
			<EventForm
				event={event}
				label={told.button}
				tone={event === "conclusion.attach" ? "main" : "second"}
				possible={told.possible}
				reasons={told.reasons}
				version={version}
				files
			>
				<FileField
					name="file"
					label="Файл заключения"
					hint="Все страницы в одном PDF или архиве ZIP. Фотографии страниц система соединит в один PDF сама."
					accept=".pdf,.zip,.jpg,.jpeg,.png"
					multiple
				/>
				<RadioPlates
					name="verdict"
					label="Предлагаемый результат: заявленной квалификационной категории"
					layout="row"
					choices={VERDICTS}
				/>
				<Checkbox
					name="signedByTeacher"
					label="Педагог уже подписал заключение"
					note="Если подписи педагога ещё нет, он получит письмо и прикрепит подписанный скан сам."
				/>
				<Checkbox
					name="complete"
					label="Все страницы и все подписи на месте"
					note="Проверьте каждую страницу файла: пустых быть не должно."
				/>
			</EventForm>
		</OneOfForms>
	)
}
