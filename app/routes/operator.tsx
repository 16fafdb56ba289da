import type { LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData } from "@remix-run/react"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { cabinetLoader } from "#app/http/cabinet.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const loader = ({ request }: LoaderFunctionArgs) => cabinetLoader(request, "operator")

/** Pages that operators use every day. The home page links the others. */
const NAV = [
	{ to: paths.operator(), label: "Главная" },
	{ to: paths.operatorApplications(), label: "Заявления" },
	{ to: paths.operatorSchedules(), label: "Графики" },
	{ to: paths.operatorConclusions(), label: "Заключения" },
	{ to: paths.operatorSittings(), label: "Заседания" },
	{ to: paths.operatorExperts(), label: "Специалисты" },
	{ to: paths.operatorMachines(), label: "Статусы" },
	{ to: paths.calendar(), label: "Календарь" },
]

export default function Operator() {
	return (
		<Cabinet data={useLoaderData<typeof loader>()} nav={NAV} home={paths.operator()} width="wide">
			<Outlet />
		</Cabinet>
	)
}
