import type { SubmissionResult } from "@conform-to/react"
import { formsKey } from "#app/documents/declension/forms-key.ts"
import type { CasesQuestion } from "#app/domain/person/name-question.server.ts"
import type { CasesForm } from "#app/domain/person/person.schema.ts"
import { ErrorSummary, Field, RadioPlates, SubmitButton } from "../forms/forms.tsx"
import { FreshForm, useFreshForm } from "../forms/use-fresh-form.tsx"
import { Alert } from "../ui/alert.tsx"
import { MarginSection } from "../ui/margin-section.tsx"

/** The word forms that the rules are unsure of, shown above the fields so that the person checks them. */
export function NameDoubts({ doubts }: { doubts: CasesQuestion["doubts"] }) {
	return (
		<ul>
			{doubts.map(({ word, why }) => (
				<li key={`${word} ${why}`}>
					«{word}»: {why}
				</li>
			))}
		</ul>
	)
}

/** The forms that the server questions. If they are sent again unchanged, they are accepted. */
export function SeenForms({ result }: { result: SubmissionResult<string[]> | undefined }) {
	const typed = (result?.initialValue ?? {}) as Record<string, string>
	return <input type="hidden" name="seen" value={result ? formsKey(typed) : ""} />
}

/** Asked once: the system proposes the forms of the person's name, to be confirmed or corrected. */
export function NameQuestion({
	question,
	result,
}: {
	question: CasesQuestion
	result: SubmissionResult<string[]> | undefined
}) {
	const { genitive, dative, accusative, sex, asksSex, doubts } = question
	const [form, fields] = useFreshForm<CasesForm>({
		id: "cases",
		lastResult: result,
		defaultValue: { genitive, dative, accusative, sex: asksSex ? "" : sex },
	})
	return (
		<FreshForm form={form}>
			<ErrorSummary form={form} />
			<SeenForms result={result} />
			<MarginSection
				title="Верно ли склоняется Ваше имя?"
				note="Так оно будет стоять в заявлении и в документах комиссии."
			>
				<Alert tone="wait" title="Проверьте окончания">
					<NameDoubts doubts={doubts} />
					<p>Исправьте, если нужно, и подтвердите. Пока имя не изменится, система больше не спросит.</p>
				</Alert>
				<div className="mt-5">
					{asksSex ? (
						<RadioPlates
							field={fields.sex}
							label="Пол"
							hint="Нужен, чтобы верно склонять фамилию"
							layout="row"
							choices={[
								{ value: "f", label: "женский" },
								{ value: "m", label: "мужской" },
							]}
						/>
					) : null}
					<Field field={fields.genitive} label="Кого?" hint="Родительный падеж: «заявление от …»" />
					<Field field={fields.dative} label="Кому?" hint="Дательный падеж: «установить категорию …»" />
					<Field
						field={fields.accusative}
						label="Аттестовать кого?"
						hint="Винительный падеж: «аттестовать …»"
					/>
				</div>
				<div className="acts mt-5">
					<SubmitButton name="intent" value="cases" busyText="Сохраняем…">
						Всё верно
					</SubmitButton>
				</div>
			</MarginSection>
		</FreshForm>
	)
}
