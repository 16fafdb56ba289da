import type { LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData } from "@remix-run/react"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { cabinetLoader } from "#app/http/cabinet.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const loader = ({ request }: LoaderFunctionArgs) => cabinetLoader(request, "expert")

const NAV = [
	{ to: paths.expert(), label: "Главная" },
	{ to: paths.expertAttestation(), label: "Аттестация педагогических работников" },
	{ to: paths.calendar(), label: "Календарь" },
	{ to: paths.profile(), label: "Личный кабинет" },
	{ to: paths.help("expert"), label: "Помощь" },
]

export default function Expert() {
	return (
		<Cabinet data={useLoaderData<typeof loader>()} nav={NAV} home={paths.expert()} width="wide">
			<Outlet />
		</Cabinet>
	)
}
