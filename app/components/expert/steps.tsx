import type { ExpertHome } from "#app/domain/application/assessment/expert-attestation.view.server.ts"
import { daysRemain } from "#app/utils/russian.ts"
import { TermLeft } from "../ui/alert.tsx"
import { TaskList } from "../ui/task-list.tsx"

type Step = ExpertHome["periods"][number]["steps"][number]

/** With this many days left or fewer, a date counts as near. */
const SOON = 5

/** The dates of the procedure in order. Only the next one shows the number of days. */
export function ProcedureSteps({ steps }: { steps: readonly Step[] }) {
	return (
		<TaskList
			tasks={steps.map(({ by, text, left, next }) => ({
				name: text,
				note: `не позже ${by}`,
				tag: next ? (
					<TermLeft tone={left <= SOON ? "wait" : undefined}>
						{left === 0 ? "сегодня последний день" : daysRemain(left)}
					</TermLeft>
				) : left < 0 ? (
					<span className="muted">срок прошёл</span>
				) : null,
			}))}
		/>
	)
}
