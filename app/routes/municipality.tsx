import type { LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData } from "@remix-run/react"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { cabinetLoader } from "#app/http/cabinet.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const loader = ({ request }: LoaderFunctionArgs) => cabinetLoader(request, "municipal_coordinator")

const NAV = [
	{ to: paths.municipality(), label: "Главная" },
	{ to: paths.profile(), label: "Личный кабинет" },
	{
		to: paths.municipalityWork(),
		label: "Работа с заявлениями",
		also: [
			paths.notSubmitted(),
			paths.registration(),
			paths.paperEntries(),
			paths.municipalityWithdrawals(),
			paths.scheduling(),
			paths.municipalitySchedule(),
			paths.municipalityAttestation(),
			paths.exclusion(),
			paths.municipalityCalls(),
		],
	},
	{ to: paths.municipalityExperts(), label: "Специалисты" },
	{ to: paths.invitations(), label: "Приглашение" },
	{ to: paths.calendar(), label: "Календарь" },
	{ to: paths.municipalityStatistics(), label: "Статистика" },
]

export default function Municipality() {
	return (
		<Cabinet data={useLoaderData<typeof loader>()} nav={NAV} home={paths.municipality()} width="wide">
			<Outlet />
		</Cabinet>
	)
}
