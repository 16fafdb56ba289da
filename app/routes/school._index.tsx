import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Nearest } from "#app/components/calendar/dates.tsx"
import { Figures } from "#app/components/ui/figures.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { TaskList } from "#app/components/ui/task-list.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { countSchool, schoolNames } from "#app/domain/application/overview/school-list.view.server.ts"
import { nearestDates } from "#app/domain/calendar/calendar.view.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Количество аттестуемых")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "school_coordinator")
	const [counts, names, nearest] = await Promise.all([
		countSchool(actor),
		schoolNames(actor),
		nearestDates({ actor, role: "school_coordinator", now: now() }),
	])
	return { counts, names, nearest }
}

export default function SchoolHome() {
	const { counts, names, nearest } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead title="Количество аттестуемых" lead={names.join(", ")}>
				<Figures
					figures={[
						{ count: counts.new, label: "Новые заявления", to: paths.schoolApplications({ group: "new" }) },
						{
							count: counts.registered,
							label: "Зарегистрированные",
							to: paths.schoolApplications({ group: "registered" }),
						},
					]}
				/>
			</PageHead>
			<Page>
				<TaskList
					tasks={[
						{
							name: "Прикрепление документов аттестуемым",
							to: paths.schoolApplications(),
							note: "Заявления педагогов Вашей организации: данные, документы, скан заявления и материалы за педагога",
						},
						{
							name: "Педагоги без заявления",
							to: paths.schoolTeachers(),
							note: "Кто ещё не подал заявление, чем помочь каждому и памятка для печати",
						},
						{
							name: "Отзыв заявления",
							to: paths.schoolWithdrawals(),
							note: "За педагога, который не может сделать это сам",
						},
					]}
				/>
				<Nearest dates={nearest} />
			</Page>
		</>
	)
}
