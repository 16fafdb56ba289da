import { useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { DemoFrame } from "#app/components/shell/demo-frame.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { DataTable } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewDemo } from "#app/domain/demo/demo.view.server.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"
import { longDateTime } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Демонстрация")

export const loader = async () => ({ ...(await viewDemo().catch(raise)), now: longDateTime(now()) })

const MACHINES: Record<string, string> = {
	application: "Заявление",
	withdrawal: "Отзыв заявления",
	schedule: "График",
	invitation: "Приглашение",
	letter: "Письмо",
}

export default function Demo() {
	const { accounts, machines, now } = useLoaderData<typeof loader>()
	return (
		<DemoFrame>
			<PageHead
				title="Демонстрация"
				lead="Область, люди и школы вымышлены. Заявления доведены до каждого состояния теми же действиями, какими пользуются люди."
			/>
			<Page className="stack-l">
				<Alert title={`Сейчас ${now}`}>
					<p>
						Пароль у всех учётных записей: <b>Attestation-2026</b>. Часы можно перевести:{" "}
						<a href={paths.demoClock()}>часы демонстрации</a>. Примеры состояний открывает <b>operator</b>,
						примеры приглашений — <b>municipal</b>.
					</p>
				</Alert>
				<DataTable
					caption="Учётные записи"
					columns={[
						{ id: "username", head: "Имя пользователя", rowHead: true, cell: (row) => row.username },
						{ id: "name", head: "ФИО", cell: (row) => row.name },
						{ id: "roles", head: "Роль", span: true, cell: (row) => row.roles },
						{
							id: "place",
							head: "Муниципалитет, организация",
							span: true,
							cell: (row) => row.place || "вся область",
						},
					]}
					rows={accounts}
					rowKey={(row) => row.username}
				/>
				{machines.map(({ name, states }) => (
					<DataTable
						key={name}
						caption={`${MACHINES[name] ?? name}: состояния`}
						columns={[
							{
								id: "state",
								head: "Состояние",
								rowHead: true,
								cell: (row) => (
									<StatusTag state={row.state} subject={name}>
										{row.short}
									</StatusTag>
								),
							},
							{ id: "count", head: "Сколько", end: true, cell: (row) => row.count },
							{
								id: "href",
								head: "Пример",
								cell: (row) => (row.href ? <Link to={row.href}>Открыть пример</Link> : "сейчас ни одного"),
							},
						]}
						rows={states}
						rowKey={(row) => row.state}
					/>
				))}
			</Page>
		</DemoFrame>
	)
}
