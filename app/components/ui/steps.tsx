import type { ReactNode } from "react"
import { classes } from "./classes.ts"
import { Icon } from "./icon.tsx"
import { Link } from "./link.tsx"

export type Step = {
	label: string
	/** The address of a step that can be opened. The current step is never a link. */
	to?: string
	step: "done" | "now" | "ahead"
	error?: boolean
}

type StepsProps = {
	/** «Шаги заявления» */
	label: string
	/** The name of the form above the steps. */
	title?: ReactNode
	steps: readonly Step[]
	/** The note about saving, and help. */
	children?: ReactNode
}

/** The steps of a form, in the margin. On a phone they are a bar that unfolds. */
export function Steps({ label, title, steps, children }: StepsProps) {
	const now = steps.findIndex((step) => step.step === "now") + 1
	return (
		<nav aria-label={label}>
			<details className="stepbar only-narrow">
				<summary>
					<span>
						{now > 0 ? `Шаг ${now} из ${steps.length}` : label}
						<span className="muted">Все шаги</span>
					</span>
					<span className="ticks" aria-hidden="true">
						{steps.map((step) => (
							<b key={step.label} className={step.step === "ahead" ? undefined : `is-${step.step}`} />
						))}
					</span>
				</summary>
				<StepList steps={steps} />
			</details>
			<div className="only-wide">
				{title ? <p className="small muted">{title}</p> : null}
				<StepList steps={steps} />
				{children}
			</div>
		</nav>
	)
}

function StepList({ steps }: { steps: readonly Step[] }) {
	return (
		<ol className="steps">
			{steps.map((step, index) => {
				const look = classes("step", step.step === "done" && "is-done", step.error && "has-error")
				const matter = (
					<>
						<i>{step.step === "done" && !step.error ? <Icon name="check" /> : index + 1}</i>
						<span>
							{step.label}
							{step.step === "done" ? <span className="hide"> — заполнено</span> : null}
							{step.error ? <span className="hide"> — есть ошибка</span> : null}
						</span>
					</>
				)
				return (
					<li key={step.label}>
						{step.to && step.step !== "now" ? (
							<Link className={look} to={step.to}>
								{matter}
							</Link>
						) : (
							<span className={look} aria-current={step.step === "now" ? "step" : undefined}>
								{matter}
							</span>
						)}
					</li>
				)
			})}
		</ol>
	)
}
