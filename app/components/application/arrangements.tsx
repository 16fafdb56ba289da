import type { Arranged, ExpertView } from "#app/domain/application/expert-view.ts"
import { Alert } from "../ui/alert.tsx"

/** What the experts have arranged with the teacher: the days of their visits, and the materials that they request. */
export function Arrangements({ experts, className }: { experts: readonly Arranged[]; className?: string }) {
	return experts.flatMap(({ id, name, visits, asked }) => [
		visits ? (
			<Alert
				key={`visits ${id}`}
				sign="cal"
				title={`Посещение занятий: ${visits.days}`}
				className={className}
			>
				{visits.note ? <p>{visits.note}</p> : null}
				<p className="small">Предлагает {name}.</p>
			</Alert>
		) : null,
		asked ? (
			<Alert
				key={`asked ${id}`}
				tone={asked.added > 0 ? "info" : "wait"}
				title={`Специалист просит добавить материалы до ${asked.by}`}
				className={className}
			>
				<p>{asked.what}</p>
				<p className="small">
					Просьба от {asked.on}, {name}. Добавлено с тех пор: {asked.added}.
				</p>
			</Alert>
		) : null,
	])
}

/** What an expert has heard about the teacher's departure, for the person who decides what follows from it. */
export function DepartureReports({
	experts,
	className,
}: {
	experts: readonly Pick<ExpertView, "id" | "name" | "departure">[]
	className?: string
}) {
	return experts.map(({ id, name, departure }) =>
		departure ? (
			<Alert key={id} tone="wait" title="Специалист сообщает, что педагог уволился" className={className}>
				<p>{departure}</p>
				<p className="small">
					Сообщает {name}. Свяжитесь с педагогом и организацией: если это так, оформите отзыв заявления; если
					педагог продолжает работать, делать ничего не нужно.
				</p>
			</Alert>
		) : null,
	)
}
