import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { Nearest } from "#app/components/calendar/dates.tsx"
import { MunicipalityChoice } from "#app/components/municipality/choice.tsx"
import { dueTasks } from "#app/components/municipality/due.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Panel } from "#app/components/ui/panel.tsx"
import { TaskList } from "#app/components/ui/task-list.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewMunicipalityHome } from "#app/domain/application/overview/municipality-home.view.server.ts"
import { nearestDates } from "#app/domain/calendar/calendar.view.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Личный кабинет муниципального координатора")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, municipality } = await coordinatorAt(request)
	const [home, nearest] = await Promise.all([
		viewMunicipalityHome({ municipalityCode: municipality.code, now: now() }),
		nearestDates({ actor, role: "municipal_coordinator", now: now() }),
	])
	return { municipality, home, nearest }
}

export default function MunicipalityHome() {
	const { municipality, home, nearest } = useLoaderData<typeof loader>()
	const tasks = dueTasks(home.due)
	return (
		<>
			<PageHead
				title="Личный кабинет муниципального координатора по аттестации"
				tag={<b>{municipality.name}</b>}
				lead="Здесь Вы регистрируете заявления, назначаете специалистов по аттестации, определяете срок проведения аттестации и формируете график."
			>
				<MunicipalityChoice municipality={municipality} />
			</PageHead>
			<Page className="stack-l">
				<section aria-labelledby="due">
					<h2 id="due">Что нужно сделать</h2>
					<p className="mt-3">
						Количество заявлений = <b>{home.total}</b>
					</p>
					<div className="mt-4">
						{tasks.length > 0 ? (
							<TaskList tasks={tasks} />
						) : (
							<Empty title="Срочных дел нет">
								Все заявления рассмотрены, у каждого есть период и два специалиста.
							</Empty>
						)}
					</div>
				</section>
				<Nearest dates={nearest} />
				<div className="two">
					<Panel title="Работа с заявлениями аттестуемых">
						<p>В этом разделе Вам доступно:</p>
						<ul>
							<li>перечень педагогических работников, подавших заявление на аттестацию,</li>
							<li>перечень педагогических работников, подавших заявление на отзыв,</li>
							<li>назначение специалистов и периода прохождения аттестации,</li>
							<li>просмотр графика аттестации по муниципалитету и периоду,</li>
							<li>отзыв заявления муниципальным координатором.</li>
						</ul>
						<div className="acts mt-5">
							<ButtonLink to={paths.municipalityWork()} signAfter="right">
								Перейти
							</ButtonLink>
						</div>
					</Panel>
					<Panel title="Аттестация педагогических работников">
						<p>В этом разделе Вам доступно:</p>
						<ul>
							<li>список педагогических работников, подавших заявление на аттестацию,</li>
							<li>просмотр предоставленных документов, необходимых для аттестации,</li>
							<li>просмотр итогового заключения,</li>
							<li>
								выставление статуса «соответствует» или «не соответствует» заявленной категории, если
								прикреплено итоговое заключение.
							</li>
						</ul>
						<div className="acts mt-5">
							<ButtonLink to={paths.municipalityAttestation()} signAfter="right">
								Перейти
							</ButtonLink>
						</div>
					</Panel>
				</div>
			</Page>
		</>
	)
}
