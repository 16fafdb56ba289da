import type { LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData } from "@remix-run/react"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { cabinetLoader } from "#app/http/cabinet.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const loader = ({ request }: LoaderFunctionArgs) => cabinetLoader(request, "group_head")

const NAV = [
	{ to: paths.group(), label: "Заключения группы" },
	{ to: paths.calendar(), label: "Календарь" },
	{ to: paths.profile(), label: "Личный кабинет" },
	{ to: paths.help("group_head"), label: "Помощь" },
]

export default function Group() {
	return (
		<Cabinet data={useLoaderData<typeof loader>()} nav={NAV} home={paths.group()} width="wide">
			<Outlet />
		</Cabinet>
	)
}
