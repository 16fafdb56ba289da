import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { WHAT, WHEN, WHO } from "#app/components/operator/audit.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { DataTable } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewOwnReads } from "#app/domain/audit/audit.view.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { pageOf } from "#app/utils/address.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Кто смотрел мои данные")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const page = pageOf(new URL(request.url).searchParams)
	const [reads, frame] = await Promise.all([viewOwnReads({ actor, page }), profileFrame(actor)])
	return { reads, frame }
}

const COLUMNS = [WHEN, WHO, WHAT]

export default function OwnAccess() {
	const { reads, frame } = useLoaderData<typeof loader>()
	return (
		<Cabinet {...frame}>
			<PageHead
				title="Кто смотрел мои данные"
				lead="Каждый, кто открывал Ваше заявление, документ или список, в котором Вы есть. Ваши собственные действия здесь не показаны."
			/>
			<Page className="stack">
				<DataTable
					caption="Кто смотрел, новые записи сверху"
					hideCaption
					columns={COLUMNS}
					rows={reads.rows}
					rowKey={(row) => row.id}
					empty={
						<Empty title="Ваших данных ещё никто не открывал">Здесь появится каждый, кто их откроет.</Empty>
					}
				/>
				<Pager page={reads.page} pageSize={reads.pageSize} total={reads.total} more={reads.more} />
			</Page>
		</Cabinet>
	)
}
