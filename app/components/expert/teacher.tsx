import type { ExpertApplicationView } from "#app/domain/application/assessment/expert-application.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { shortDate } from "#app/utils/russian.ts"
import { ResultsOfWork } from "../application/results-of-work.tsx"
import { ApplicationPapers, answerText } from "../operator/application.tsx"
import { Panel } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { CopyValue } from "./copy.tsx"

type ViewProps = { view: ExpertApplicationView }

/** What the expert needs to know about the teacher, with the contact details. */
export function ExpertTeacher({ view: { application } }: ViewProps) {
	const { appointedOn, order, experts } = application
	return (
		<section aria-labelledby="teacher">
			<h2 id="teacher">Педагог</h2>
			<SummaryList
				className="mt-3"
				items={[
					{ term: "Период", value: application.period },
					order
						? {
								term: "График утверждён",
								value: `распоряжением № ${order.number} от ${shortDate(order.date)}`,
							}
						: null,
					{ term: "Должность", value: application.position },
					{ term: "Место работы", value: application.organisation, note: application.municipality },
					{
						term: "Дата назначения на должность",
						value: appointedOn ? <CopyValue value={appointedOn} what="дата назначения на должность" /> : "",
					},
					{ term: "Имеет категорию", value: application.currentCategory },
					{ term: "Заявляет категорию", value: application.claimedCategory },
					{ term: "Форма аттестации", value: application.attestationForm },
					{ term: "Стаж", value: application.experience },
					{ term: "Телефон", value: application.phone },
					{ term: "Почта", value: application.email },
					...experts.map(({ seat, name, post, answer, reason }) => ({
						term: seat === 1 ? "Первый специалист" : "Второй специалист",
						value: name,
						note: [post, answerText(answer, reason)].filter(Boolean).join(". "),
					})),
				]}
			/>
			<ResultsOfWork results={application.results} />
		</section>
	)
}

/** Lessons and papers next to the work. */
export function ExpertPapers({ view: { application, lessons } }: ViewProps) {
	return (
		<div className="stack" id="papers">
			{lessons.length > 0 ? (
				<Panel title="Записи занятий" small>
					<ul>
						{lessons.map((lesson, index) => (
							<li key={lesson}>
								<a href={lesson} rel="noreferrer" target="_blank">
									Занятие {index + 1}
								</a>{" "}
								<span className="small muted">{lesson}</span>
							</li>
						))}
					</ul>
				</Panel>
			) : null}
			<ApplicationPapers application={application} />
			<p className="small">
				<a href={paths.applicationForm(application.id)} download>
					Скачать заявление, как оно сформировано (Word)
				</a>
			</p>
		</div>
	)
}
