import type { ReactNode } from "react"
import { Link } from "./link.tsx"

export type Task = { name: string; to?: string; note?: ReactNode; tag?: ReactNode }

export function TaskList({ tasks, className = "tasks" }: { tasks: readonly Task[]; className?: string }) {
	return (
		<ul className={className}>
			{tasks.map((task) => (
				<li key={`${task.name} ${task.to ?? ""}`}>
					<span className="tasks__name">
						{task.to ? <Link to={task.to}>{task.name}</Link> : <b>{task.name}</b>}
						{task.note ? <small>{task.note}</small> : null}
					</span>
					{task.tag}
				</li>
			))}
		</ul>
	)
}
