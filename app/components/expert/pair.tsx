import type { ExpertApplicationView } from "#app/domain/application/assessment/expert-application.view.server.ts"
import type { ActingOn } from "../acts/acting-on.ts"
import { Acts } from "../acts/acts.tsx"
import { answerText } from "../operator/application.tsx"
import { Panel } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"

/** What each of the two experts has arranged, and the acts with which this one arranges more. */
export function PairProgress({ view: { pair, mine }, on }: { view: ExpertApplicationView; on: ActingOn }) {
	return (
		<Panel title="Договорённости с педагогом">
			{pair.map((expert) => (
				<section key={expert.id} aria-label={expert.name} className="mt-3">
					<h3>{expert.id === mine?.id ? "Вы" : `Второй специалист: ${expert.name}`}</h3>
					<SummaryList
						dense
						className="mt-3"
						items={[
							{
								term: "Ответ",
								value:
									answerText(expert.answer, expert.reason, expert.id === mine?.id) || "ещё не отвечал(а)",
							},
							expert.visits
								? { term: "Дни посещения", value: expert.visits.days, note: expert.visits.note }
								: null,
							expert.asked
								? {
										term: "Запрошены материалы",
										value: expert.asked.what,
										note: `Просьба от ${expert.asked.on}, добавить до ${expert.asked.by}. Добавлено с тех пор: ${expert.asked.added}`,
									}
								: null,
							expert.departure ? { term: "Сообщил(а) об увольнении", value: expert.departure } : null,
						]}
					/>
				</section>
			))}
			<div className="stack mt-3">
				<Acts on={on} at="contact" />
			</div>
		</Panel>
	)
}
