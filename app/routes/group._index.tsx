import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Nearest } from "#app/components/calendar/dates.tsx"
import { GroupFigures, GroupTable } from "#app/components/expert/group.tsx"
import { Filters, SEARCH_OF_APPLICATIONS, SearchField } from "#app/components/ui/filters.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { nearestDates } from "#app/domain/calendar/calendar.view.server.ts"
import { viewGroup } from "#app/domain/expert/group.view.server.ts"
import { GroupQuerySchema } from "#app/domain/expert/group-query.ts"
import { actHere } from "#app/http/act.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Заключения предметной группы")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "group_head")
	const query = GroupQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	const [group, nearest] = await Promise.all([
		viewGroup({ actor, query, now: now() }),
		nearestDates({ actor, role: "group_head", now: now() }),
	])
	return { ...group, nearest }
}

export async function action({ request }: ActionFunctionArgs) {
	await requireRole(request, "group_head")
	const { pathname, search } = new URL(request.url)
	const sent = await receiveForm(request)
	const id = sent.texts().applicationId ?? ""
	return actHere(request, { subject: "application", id, back: pathname + search, sent })
}

export default function Group() {
	const view = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>()
	const { q, show } = view.query
	return (
		<>
			<PageHead
				title="Заключения предметной группы"
				lead="Второй экземпляр очного заключения Вы получаете от специалистов и передаёте муниципальному координатору. Отметьте день, когда бумага пришла и когда ушла."
			>
				<GroupFigures view={view} address={paths.group()} />
			</PageHead>
			<Page className="stack">
				<Nearest dates={view.nearest} />
				<Filters label="Отбор заключений" resetTo={q || show !== "all" ? paths.group() : undefined}>
					{show === "all" ? null : <input type="hidden" name="show" value={show} />}
					<SearchField
						name="q"
						label="Фамилия, имя, отчество"
						hint={SEARCH_OF_APPLICATIONS}
						defaultValue={q}
					/>
				</Filters>
				<GroupTable view={view} refusal={refusal} />
			</Page>
		</>
	)
}
