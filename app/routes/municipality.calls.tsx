import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { MunicipalityChoice } from "#app/components/municipality/choice.tsx"
import { Phone } from "#app/components/person/phone.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { DataTable, Second } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewCalls } from "#app/domain/notice/calls.view.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Позвонить")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, municipality } = await coordinatorAt(request)
	return {
		municipality,
		rows: await viewCalls({ actor, municipalityCode: municipality.code }).catch(raise),
	}
}

export default function Calls() {
	const { municipality, rows } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Позвонить"
				crumbs={[{ label: "Работа с заявлениями", to: paths.municipalityWork() }, { label: "Позвонить" }]}
				lead="До этих людей не доходят письма: адрес электронной почты не указан или не действует. Позвоните и попросите исправить адрес в личном кабинете."
			>
				<MunicipalityChoice municipality={municipality} />
			</PageHead>
			<Page>
				<DataTable
					caption="Люди, до которых не доходят письма, по фамилии"
					hideCaption
					rows={rows}
					rowKey={(row) => row.id}
					empty={<Empty title="Письма доходят до всех">Звонить никому не нужно.</Empty>}
					columns={[
						{
							id: "name",
							head: "Фамилия Имя Отчество",
							rowHead: true,
							cell: (row) => (
								<>
									{row.name}
									<Second>{row.roles}</Second>
								</>
							),
						},
						{
							id: "phone",
							head: "Телефон",
							cell: (row) =>
								row.phones.length > 0
									? row.phones.map((phone) => (
											<div key={phone}>
												<Phone phone={phone} />
											</div>
										))
									: "не указан",
						},
						{ id: "organisation", head: "Организация", span: true, cell: (row) => row.organisations || "—" },
						{
							id: "why",
							head: "Почему не доходят",
							span: true,
							cell: (row) => (
								<>
									{row.email}
									<Second>{row.why}</Second>
								</>
							),
						},
					]}
				/>
			</Page>
		</>
	)
}
