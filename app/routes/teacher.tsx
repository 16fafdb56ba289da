import type { LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData, useLocation } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { Guide } from "#app/components/teacher/guide.tsx"
import { viewTeacherGuide } from "#app/domain/application/overview/teacher-home.view.server.ts"
import { cabinetLoader } from "#app/http/cabinet.server.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "teacher")
	const wanted = new URL(request.url).searchParams.get("application")
	const [cabinet, guide] = await Promise.all([
		cabinetLoader(request, "teacher"),
		viewTeacherGuide({ actor, wanted, now: now() }).catch(raise),
	])
	return { cabinet, guide }
}

const nav = [
	{ to: paths.teacher(), label: "Главная" },
	{ to: paths.teacherApplication(), label: "Заявление" },
	{ to: paths.teacherSubmit(), label: "Подать заявление" },
	{ to: paths.teacherDocuments(), label: "Документы и материалы" },
	{ to: paths.teacherWithdrawal(), label: "Отзыв заявления" },
	{ to: paths.teacherHistory(), label: "Прежние заявления" },
	{ to: paths.calendar(), label: "Календарь" },
	{ to: paths.help("teacher"), label: "Помощь" },
]

/** These pages say at length what the guide says in short. */
const SAY_IT_THEMSELVES = [paths.teacher(), "/teacher/receipt"]

export default function Teacher() {
	const { cabinet, guide } = useLoaderData<typeof loader>()
	const { pathname } = useLocation()
	return (
		<Cabinet data={cabinet} nav={nav} home={paths.teacher()}>
			<Outlet />
			{SAY_IT_THEMSELVES.includes(pathname) ? null : <Guide guide={guide} />}
		</Cabinet>
	)
}
