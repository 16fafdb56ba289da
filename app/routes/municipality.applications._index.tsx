import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Panel } from "#app/components/ui/panel.tsx"
import { RowName } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Работа с заявлениями")

export async function loader({ request }: LoaderFunctionArgs) {
	await requireRole(request, "municipal_coordinator")
	return null
}

const SECTIONS = [
	{
		title: "Педагогические работники не подавшие заявление",
		text: "В этом разделе отображаются педагогические работники, ни разу не подавшие заявление, или они сформировали заявление, но не загрузили в систему.",
		to: paths.notSubmitted(),
		button: "Посмотреть",
	},
	{
		title: "Зарегистрировать заявления о проведении аттестации",
		text: "В этом разделе отображаются новые заявления, которые не были зарегистрированы или отклонены.",
		to: paths.registration(),
		button: "Зарегистрировать",
	},
	{
		title: "Зарегистрировать заявления на отзыв",
		text: "В этом разделе отображаются новые заявления на отзыв, которые не были зарегистрированы, и заявления, которые были ранее зарегистрированы.",
		to: paths.municipalityWithdrawals(),
		button: "Зарегистрировать",
	},
	{
		title: "Заполнение графика проведения аттестации",
		text: "В этом разделе Вы просматриваете сведения об аттестуемых, назначаете специалистов по аттестации и устанавливаете срок проведения аттестации для каждого педагогического работника.",
		to: paths.scheduling(),
		button: "Назначить",
	},
	{
		title: "Просмотр графика проведения аттестации",
		text: "В этом разделе Вы просматриваете график проведения аттестации по своему муниципалитету за выбранный Вами период аттестации.",
		to: paths.municipalitySchedule(),
		button: "Посмотреть",
	},
	{
		title: "Аттестация педагогических работников",
		text: "В этом разделе отображаются заявления педагогических работников с прикреплёнными документами, Вы можете посмотреть итоговое заключение, прикреплённое к заявлению, и выставить педагогическому работнику статус «соответствует» или «не соответствует» требованиям, предъявляемым к заявленной квалификационной категории.",
		to: paths.municipalityAttestation(),
		button: "Аттестовать",
	},
	{
		title: "Отзыв заявления педагогического работника муниципальным координатором",
		text: "В этом разделе отображается перечень педагогических работников, чьи заявления можно отозвать. Доступно: описать причину отзыва заявления муниципальным координатором, сформировать и подать заявление на отзыв.",
		to: paths.exclusion(),
		button: "Исключить",
	},
]

export default function WorkWithApplications() {
	return (
		<>
			<PageHead title="Работа с заявлениями">
				<p className="mt-3">
					Заявление пришло на бумаге или через Госуслуги?{" "}
					<Link to={paths.paperEntries()}>Внесите его за педагога</Link>
				</p>
			</PageHead>
			<Page className="two">
				{SECTIONS.map(({ title, text, to, button }) => (
					<Panel key={to} title={title}>
						<p>{text}</p>
						<div className="acts mt-5">
							<ButtonLink to={to} tone="second">
								{button}
								<RowName>{title}</RowName>
							</ButtonLink>
						</div>
					</Panel>
				))}
			</Page>
		</>
	)
}
