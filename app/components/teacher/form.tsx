import { Form } from "@remix-run/react"
import { useRef } from "react"
import type { FormFilling } from "#app/domain/application/form/teacher-form.view.server.ts"
import type { Finding } from "#machines/rulebook/index.ts"
import { Findings } from "../application/findings.tsx"
import { type RefusalAnswer, ValueSources } from "../forms/field-base.tsx"
import { Refusable, SubmitButton } from "../forms/forms.tsx"
import { Alert } from "../ui/alert.tsx"
import { Steps } from "../ui/steps.tsx"
import { FormPage } from "../ui/wrap.tsx"
import { AutosaveNote, EditConflicts, useAutosave } from "./autosave.tsx"
import { StepFields } from "./step-fields.tsx"

/** The steps of the form in the margin, with an error mark on the current step if it was refused. */
export function FormSteps({
	filling,
	wrong,
	children,
}: {
	filling: FormFilling
	wrong?: boolean
	children?: React.ReactNode
}) {
	return (
		<Steps
			label="Шаги заявления"
			title="Заявление о проведении аттестации"
			steps={filling.steps.map((step) => ({ ...step, error: wrong && step.step === "now" }))}
		>
			{children}
		</Steps>
	)
}

/** One step of the form. It saves itself while it is typed. Without a script its buttons save it. */
export function StepForm({
	applicationId,
	version,
	filling,
	findings,
	refusal,
}: {
	applicationId: string
	version: number
	filling: FormFilling
	findings: readonly Finding[]
	refusal: RefusalAnswer | undefined
}) {
	const form = useRef<HTMLFormElement>(null)
	const autosave = useAutosave(form, { applicationId, version, ...filling })
	const { step, steps, action } = filling
	const told = Object.values(refusal?.fields ?? {})
	return (
		<FormPage
			aside={
				<FormSteps filling={filling} wrong={refusal !== undefined}>
					<AutosaveNote autosave={autosave} className="mt-5" />
				</FormSteps>
			}
		>
			<Refusable refusal={refusal}>
				<Form
					ref={form}
					method="post"
					action={action}
					noValidate
					className={refusal ? "mt-6" : undefined}
					onInput={autosave.typed}
					onSubmit={autosave.sent}
				>
					<input type="hidden" name="event" value="form.save" />
					<input type="hidden" name="known" value={filling.known} />
					<p className="small muted">
						Шаг {step.number} из {steps.length}
					</p>
					<h1>{step.question}</h1>
					<EditConflicts autosave={autosave} />
					<Rejection reason={filling.rejection} />
					<ValueSources.Provider value={filling.sources}>
						<div className="mt-5">
							<StepFields filling={filling} />
						</div>
					</ValueSources.Provider>
					<Findings findings={findings.filter(({ sentence }) => !told.includes(sentence))} />
					<div className="acts mt-6">
						<SubmitButton name="intent" value="next">
							Сохранить и продолжить
						</SubmitButton>
						<SubmitButton name="intent" value="back" tone="second">
							{step.number > 1 ? "Назад" : "Сохранить и выйти"}
						</SubmitButton>
					</div>
					<p className="small muted mt-4">
						Ответы сохраняются и неполными. Можно закрыть страницу и вернуться позже с любого устройства.
					</p>
					<AutosaveNote autosave={autosave} className="only-narrow mt-4" />
				</Form>
			</Refusable>
		</FormPage>
	)
}

/** The coordinator's reason stays visible while the application is corrected. */
export const Rejection = ({ reason }: { reason: string | null }) =>
	reason ? (
		<Alert
			tone="bad"
			title="Заявление было отклонено. Исправьте то, о чём пишет координатор"
			className="mt-5"
		>
			<p>{reason}</p>
		</Alert>
	) : null
