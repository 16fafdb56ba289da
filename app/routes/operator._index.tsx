import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Nearest } from "#app/components/calendar/dates.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Figures } from "#app/components/ui/figures.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { type Column, DataTable } from "#app/components/ui/table.tsx"
import { TaskList } from "#app/components/ui/task-list.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	type OperatorDashboard,
	viewOperatorDashboard,
} from "#app/domain/application/overview/operator-dashboard.view.server.ts"
import { nearestDates } from "#app/domain/calendar/calendar.view.server.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Главная оператора")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const [dashboard, nearest] = await Promise.all([
		viewOperatorDashboard({ actor, now: now() }).catch(raise),
		nearestDates({ actor, role: "operator", now: now() }),
	])
	return { ...dashboard, nearest }
}

type Row = OperatorDashboard["rows"][number]

const columnsOf = (columns: OperatorDashboard["columns"]): Column<Row>[] => [
	{ id: "name", head: "Муниципалитет", rowHead: true, cell: (row) => <Link to={row.to}>{row.name}</Link> },
	...columns.map(
		({ key, label }): Column<Row> => ({
			id: key,
			head: label,
			end: true,
			cell: ({ cells }) => {
				const cell = cells.find((one) => one.key === key)
				if (!cell || cell.count === 0) return "0"
				return <Link to={cell.to}>{cell.count}</Link>
			},
		}),
	),
]

const isLate = ({ cells }: Row) => cells.some(({ tone, count }) => tone === "bad" && count > 0)

export default function OperatorHome() {
	const { figures, columns, rows, nearest } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead title="Что ждёт в области" lead="Число ведёт к списку тех, кого оно считает.">
				<Figures figures={figures} />
			</PageHead>
			<Page className="stack">
				<h2>По муниципалитетам</h2>
				<DataTable
					caption="Заявления, которые ждут действий, по муниципалитетам"
					hideCaption
					columns={columnsOf(columns)}
					rows={rows}
					rowKey={(row) => row.code}
					rowTone={(row) => (isLate(row) ? "late" : undefined)}
					empty={
						<Empty
							title="Ни одно заявление не ждёт"
							act={
								<ButtonLink to={paths.operatorUsers()} tone="second">
									Пригласить координаторов
								</ButtonLink>
							}
						>
							Заявления появятся, когда педагоги подадут их. Если координаторов ещё нет, пригласите их.
						</Empty>
					}
				/>
				<Nearest dates={nearest} />
				<h2 className="mt-6">Разделы</h2>
				<TaskList tasks={SECTIONS} />
			</Page>
		</>
	)
}

/** Pages that do not fit into the menu. */
const SECTIONS = [
	{
		name: "Периоды аттестации",
		to: paths.operatorPeriods(),
		note: "Создать периоды учебного года, закрыть период или открыть его снова",
	},
	{
		name: "Состав комиссии",
		to: paths.operatorCommission(),
		note: "Кто входит в аттестационную комиссию, кем и до какого дня: его отмечают на заседании и печатают в протоколе",
	},
	{
		name: "Пользователи",
		to: paths.operatorUsers(),
		note: "Пригласить координаторов и операторов, найти человека, исправить почту, закрыть доступ",
	},
	{
		name: "Справочники",
		to: paths.referenceList("organisations"),
		note: "Муниципалитеты, организации, должности и предметы: исправить, объединить, загрузить из файла",
	},
	{
		name: "Выгрузка и печать",
		to: paths.operatorPrint(),
		note: "Сканы отобранных заявлений одним PDF с закладками, все файлы одним архивом",
	},
	{
		name: "Проверка действий",
		to: paths.operatorAudit(),
		note: "Кто что сделал и кто смотрел чьи персональные данные",
	},
	{
		name: "Сроки хранения",
		to: paths.operatorErasure(),
		note: "Сколько хранятся персональные данные; посмотреть, чей срок вышел, и удалить",
	},
	{
		name: "Шаблоны документов",
		to: paths.operatorTemplates(),
		note: "Изменить заявление, график, заключение и другие документы в Word",
	},
	{
		name: "Названия и подписи",
		to: paths.operatorReference(),
		note: "Кто подписывает протокол и распоряжение, как называются комиссия и департамент",
	},
	{
		name: "Склонение имён",
		to: paths.operatorNames(),
		note: "Слова, которые исправили сами педагоги: принять для всех или оставить как есть",
	},
	{
		name: "Правила и сроки",
		to: paths.operatorRules(),
		note: "Изменить даты и слова правил: что изменится у открытых заявлений, с какого дня, кто изменил",
	},
	{
		name: "Статистика",
		to: paths.operatorStatistics(),
		note: "Заявления года по муниципалитетам, периодам, категориям и должностям, рядом с прошлым годом",
	},
	{ name: "Письма", to: paths.operatorMail(), note: "Что отправлено, что ждёт и что не ушло" },
	{
		name: "Сроки и напоминания",
		to: paths.operatorDeadlines(),
		note: "О чём система напомнила, кому и когда; верно ли время на сервере",
	},
	{
		name: "Ручные переводы",
		to: paths.operatorRepairs(),
		note: "Что ждёт второго оператора и какие записи отложены",
	},
	{
		name: "Сверка журнала",
		to: paths.operatorReplay(),
		note: "Получаются ли из журнала те состояния, которые хранятся",
	},
]
