import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Filters, SearchField } from "#app/components/ui/filters.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { type Column, DataTable, RowActs, RowName, Second } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { findRoles, type RolesView, viewPairs } from "#app/domain/role/roles.view.server.ts"
import { raiseFor } from "#app/http/not-found.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"

import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Люди и роли")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const name = new URL(request.url).searchParams.get("name") ?? ""
	const found = await findRoles({ actor, name, now: now() }).catch(raiseFor(actor))
	return { ...found, pairs: await viewPairs(actor), frame: await profileFrame(actor) }
}

type Row = RolesView["rows"][number]

const COLUMNS: readonly Column<Row>[] = [
	{
		id: "name",
		head: "Кто",
		rowHead: true,
		cell: (row) => (
			<>
				{row.name}
				<Second>Имя пользователя: {row.username}</Second>
				{row.isBlocked ? <Second>доступ в систему закрыт</Second> : null}
			</>
		),
	},
	{ id: "email", head: "Почта", cell: (row) => row.email },
	{
		id: "role",
		head: "Роль",
		cell: (row) => (
			<>
				{row.role}
				{row.place ? <Second>{row.place}</Second> : null}
				{row.until ? <Second>до {row.until}</Second> : null}
			</>
		),
	},
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => (
			<RowActs>
				{row.mayEnd ? (
					<Link to={paths.role(row.id)}>
						Прекратить роль
						<RowName>{`${row.name}, ${row.role}`}</RowName>
					</Link>
				) : null}
				{row.account ? (
					<Link to={paths.accountInCare(row.account)}>
						Исправить почту, завершить сеансы
						<RowName>{row.name}</RowName>
					</Link>
				) : null}
				{row.mayBlock ? (
					<Link to={paths.accessOf(row.username)}>
						{row.isBlocked ? "Разблокировать" : "Заблокировать"}
						<RowName>{row.name}</RowName>
					</Link>
				) : null}
				{row.help ? (
					<Link to={paths.helpPerson(row.help)}>
						Войти для помощи
						<RowName>{row.name}</RowName>
					</Link>
				) : null}
				{row.resets ? (
					<Link to={paths.resetSecondFactor(row.resets)}>
						Отключить второй шаг входа
						<RowName>{row.name}</RowName>
					</Link>
				) : null}
			</RowActs>
		),
	},
]

type Pair = Awaited<ReturnType<typeof viewPairs>>[number]

const PAIR_COLUMNS: readonly Column<Pair>[] = [
	{ id: "name", head: "Кто", rowHead: true, cell: (pair) => pair.name },
	{ id: "usernames", head: "Имена пользователя", cell: (pair) => pair.usernames },
	{ id: "because", head: "Почему", cell: (pair) => pair.because },
	{
		id: "merge",
		head: "Что сделать",
		cell: (pair) =>
			pair.merge ? (
				<Link to={pair.merge}>
					Сравнить и объединить
					<RowName>{pair.name}</RowName>
				</Link>
			) : (
				"Если это один человек, попросите оператора объединить"
			),
	},
]

export default function Roles() {
	const { name, rows, more, everybody, pairs, frame } = useLoaderData<typeof loader>()
	return (
		<Cabinet {...frame}>
			<PageHead
				title="Люди и роли"
				lead="Найдите человека, чтобы подсказать ему забытое имя пользователя, исправить почту, прекратить его роль или отключить второй шаг входа, если он потерял телефон и коды. Каждый поиск записывается."
			/>
			<Page className="stack">
				<Filters label="Поиск людей" submit="Найти" resetTo={name ? paths.roles() : undefined}>
					<SearchField name="name" label="Фамилия, имя пользователя или почта" defaultValue={name} />
				</Filters>
				{name ? (
					<DataTable
						caption="Найденные люди"
						hideCaption
						columns={COLUMNS}
						rows={rows}
						rowKey={(row) => row.id}
						empty={
							<Empty title="Никто не найден" sign="info">
								Проверьте, как написаны фамилия и имя.
								{everybody
									? null
									: " Здесь есть только те, кого приглашает муниципалитет. Имя пользователя педагога знают координатор его организации и оператор."}
							</Empty>
						}
					/>
				) : null}
				{pairs.length > 0 ? (
					<DataTable
						caption="Похоже, у этих людей по две учётные записи"
						columns={PAIR_COLUMNS}
						rows={pairs}
						rowKey={(pair) => pair.key}
					/>
				) : null}
				{more ? <p className="muted">Показаны первые пятьдесят. Уточните имя.</p> : null}
			</Page>
		</Cabinet>
	)
}
