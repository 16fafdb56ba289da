import type { LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData } from "@remix-run/react"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { cabinetLoader } from "#app/http/cabinet.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const loader = ({ request }: LoaderFunctionArgs) => cabinetLoader(request, "school_coordinator")

const nav = [
	{ to: paths.school(), label: "Главная" },
	{ to: paths.schoolApplications(), label: "Прикрепление документов" },
	{ to: paths.schoolTeachers(), label: "Педагоги без заявления" },
	{ to: paths.schoolWithdrawals(), label: "Отзыв заявления" },
	{ to: paths.calendar(), label: "Календарь" },
	{ to: paths.profile(), label: "Личный кабинет" },
	{ to: paths.help("school_coordinator"), label: "Помощь" },
]

export default function School() {
	return (
		<Cabinet data={useLoaderData<typeof loader>()} nav={nav} home={paths.school()} width="wide">
			<Outlet />
		</Cabinet>
	)
}
