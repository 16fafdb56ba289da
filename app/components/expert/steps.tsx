import type { ExpertStep } from "#app/domain/application/assessment/expert-steps.ts"
import { daysRemain } from "#app/utils/russian.ts"
import { TermLeft } from "../ui/alert.tsx"
import { Tag } from "../ui/tag.tsx"
import { TaskList } from "../ui/task-list.tsx"

/** With this many days left or fewer, a date counts as near. */
const SOON = 5

/** The dates of the procedure in their order, with what is done; only the next one counts the days. */
export function ProcedureSteps({ steps }: { steps: readonly ExpertStep[] }) {
	return (
		<TaskList
			tasks={steps.map((step) => ({
				name: step.text,
				note: step.id === "begins" ? step.by : `не позже ${step.by}`,
				tag: <StepTag step={step} />,
			}))}
		/>
	)
}

function StepTag({ step: { id, done, next, left } }: { step: ExpertStep }) {
	if (done)
		return (
			<Tag tone="good" sign="check">
				{id === "begins" ? "Началась" : "Сделано"}
			</Tag>
		)
	if (next)
		return (
			<TermLeft tone={left <= SOON ? "wait" : undefined}>
				{left === 0 ? (id === "begins" ? "сегодня" : "сегодня последний день") : daysRemain(left)}
			</TermLeft>
		)
	return left < 0 ? <span className="muted">срок прошёл</span> : null
}
