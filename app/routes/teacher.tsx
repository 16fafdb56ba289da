import type { LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData } from "@remix-run/react"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { cabinetLoader } from "#app/http/cabinet.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const loader = ({ request }: LoaderFunctionArgs) => cabinetLoader(request, "teacher")

const nav = [
	{ to: paths.teacher(), label: "Главная" },
	{ to: paths.teacherApplication(), label: "Заявление" },
	{ to: paths.teacherSubmit(), label: "Подать заявление" },
	{ to: paths.teacherDocuments(), label: "Документы и материалы" },
	{ to: paths.teacherWithdrawal(), label: "Отзыв заявления" },
	{ to: paths.calendar(), label: "Календарь" },
]

export default function Teacher() {
	return (
		<Cabinet data={useLoaderData<typeof loader>()} nav={nav} home={paths.teacher()}>
			<Outlet />
		</Cabinet>
	)
}
