import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { Empty } from "#app/components/ui/alert.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { type Column, DataTable, RowLink, Second } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewRepairs } from "#app/domain/repair/repairs.view.server.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Ручные переводы")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewRepairs({ actor }).catch(raise)
}

const SUBJECT: Column<{ href: string; title: string; noun: string }> = {
	id: "subject",
	head: "Запись",
	rowHead: true,
	cell: ({ href, title, noun }) => (
		<RowLink to={href} name={title}>
			{noun}
		</RowLink>
	),
}

export default function RepairsPage() {
	const { proposals, setAside } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Ручные переводы"
				crumbs={[{ label: "Главная", to: paths.operator() }, { label: "Ручные переводы" }]}
				lead="Когда обычным порядком исправить нельзя: один оператор предлагает перевод с причиной, второй подтверждает."
			/>
			<Page className="stack">
				<h2>Ждут второго оператора</h2>
				<DataTable
					caption="Предложения, которые ждут второго оператора"
					hideCaption
					columns={[
						SUBJECT,
						{ id: "move", head: "Перевод", cell: ({ from, to }) => `«${from}» → «${to}»` },
						{
							id: "reason",
							head: "Причина",
							cell: ({ reason, proposedBy, isOwn }) => (
								<>
									{reason}
									<Second>{isOwn ? "Предложили Вы" : `Предложение: ${proposedBy}`}</Second>
								</>
							),
						},
					]}
					rows={proposals}
					rowKey={({ id }) => id}
					empty={
						<Empty title="Предложений нет">
							Предложить перевод можно на странице заявления, в разделе «Перевести вручную».
						</Empty>
					}
				/>
				<h2 className="mt-6">Отложенные записи</h2>
				<DataTable
					caption="Записи, состояние которых не удалось восстановить"
					hideCaption
					columns={[
						SUBJECT,
						{ id: "problem", head: "Почему отложена", cell: ({ problem }) => problem },
						{ id: "state", head: "Хранится", cell: ({ state }) => state },
					]}
					rows={setAside}
					rowKey={({ key }) => key}
					rowTone={() => "late"}
					empty={
						<Empty title="Отложенных записей нет">
							Сюда попадает запись, состояние которой порядку работы неизвестно. С ней никто не может
							действовать, пока её не переведут вручную.
						</Empty>
					}
				/>
			</Page>
		</>
	)
}
