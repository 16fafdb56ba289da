import type { CalledOffView } from "#app/domain/sitting/called-off.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { StatusTag } from "../application/status-tag.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { Link } from "../ui/link.tsx"
import { PageHead } from "../ui/page-head.tsx"
import { Panel } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { DataTable } from "../ui/table.tsx"
import { Tag } from "../ui/tag.tsx"
import { Page } from "../ui/wrap.tsx"

const APPLICATIONS = ["заявление", "заявления", "заявлений"] as const

/** A sitting that was called off: nothing can be done here, but everybody learns what happened. */
export function CalledOff({ view }: { view: CalledOffView }) {
	return (
		<>
			<PageHead
				title={view.title}
				crumbs={[{ label: "Заседания комиссии", to: paths.operatorSittings() }, { label: view.title }]}
				lead={view.meeting}
				acts={
					<ButtonLink to={paths.operatorSittings()} tone="second">
						Назначить другое
					</ButtonLink>
				}
			>
				<p className="mt-4">
					<Tag tone="draft" sign="dash">
						Отменено
					</Tag>
				</p>
			</PageHead>
			<Page className="stack-l">
				<Panel title="Почему его нет">
					<SummaryList
						items={[
							{ term: "Отменено", value: view.at },
							{ term: "Кто отменил", value: view.by },
							{ term: "Причина", value: view.reason },
							{
								term: "Писем педагогам",
								value: view.told > 0 ? `${view.told}, «Заседание отменено»` : "нет: о нём никому не сообщали",
							},
						]}
					/>
				</Panel>
				<section aria-labelledby="agenda" className="stack">
					<h2 id="agenda">Где теперь заявления его повестки</h2>
					{view.total === 0 ? <p>В повестке в тот день никого не было.</p> : null}
					<ul>
						{view.went.map(({ where, to, count }) => (
							<li key={where}>
								{to ? <Link to={to}>{where}</Link> : where}: {counted(count, APPLICATIONS)}
							</li>
						))}
					</ul>
					{view.named.length > 0 ? (
						<DataTable
							caption={
								view.named.length < view.total
									? `Повестка того дня: первые ${view.named.length} из ${view.total}`
									: "Повестка того дня"
							}
							columns={[
								{
									id: "name",
									head: "Педагогический работник",
									rowHead: true,
									cell: (row) => <Link to={row.to}>{row.name}</Link>,
								},
								{
									id: "state",
									head: "Сейчас",
									cell: (row) => <StatusTag state={row.state}>{row.short}</StatusTag>,
								},
							]}
							rows={view.named}
							rowKey={(row) => row.id}
						/>
					) : null}
				</section>
			</Page>
		</>
	)
}
