import type { OwnEvent } from "#app/domain/application/office-page.ts"
import { paths } from "#app/utils/paths.ts"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Checkbox, RadioPlates } from "../forms/forms.tsx"
import { OneOfForms } from "../forms/one-of-forms.tsx"
import { UploadForm } from "../forms/upload-form.tsx"

export const VERDICTS = [
	{ value: "meets", label: "соответствует" },
	{ value: "fails", label: "не соответствует" },
] as const

export const verdictText = (verdict: string | null): string =>
	VERDICTS.find(({ value }) => value === verdict)?.label ?? ""

type ConclusionFormProps = {
	applicationId: string
	event: "conclusion.attach" | "conclusion.replace"
	explained: OwnEvent
	version: number
	/** Types of content. */
	accepts: readonly string[]
	refusal: RefusalAnswer | null | undefined
}

/** The finished conclusion with its proposed result; the same form attaches the first one and replaces it, whoever sends it. */
export function ConclusionForm(props: ConclusionFormProps) {
	const { applicationId, event, explained, version, accepts, refusal } = props
	if (!explained.possible)
		return <EventForm event={event} label={explained.button} possible={false} reasons={explained.reasons} />
	return (
		<OneOfForms refusal={refusal} is={{ event }}>
			<UploadForm
				to={paths.applicationUploads(applicationId)}
				event={event}
				version={version}
				button={explained.button}
				tone={event === "conclusion.attach" ? "main" : "second"}
				label="Файл заключения"
				hint="Все страницы в одном PDF или архиве ZIP. Фотографии страниц система соединит в один PDF сама. До 20 МБ."
				accepts={accepts}
				multiple
			>
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
				<CompleteBox note="Проверьте каждую страницу файла: пустых быть не должно." />
			</UploadForm>
		</OneOfForms>
	)
}

/** «Все страницы и все подписи на месте»: asked of whoever attaches a conclusion and of whoever accepts it. */
export const CompleteBox = ({
	note = "Проверьте каждую страницу прикреплённого файла.",
}: {
	note?: string
}) => <Checkbox name="complete" label="Все страницы и все подписи на месте" note={note} />
