import type { MailingView } from "#app/domain/notice/mailing.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { Alert, Empty } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"
import { Fold } from "../ui/panel.tsx"
import { DataTable, Second } from "../ui/table.tsx"

const AUDIENCES: Record<string, string> = {
	withForm: "всем, кто сформировал заявление и не подал его",
	withoutForm: "всем, кто не сформировал заявление",
}

/** Longer lists of names unfold on demand. */
const OPENED = 20

/** Who gets the letter, how many they are, and who cannot be reached. */
export function MailingReach({ to, view }: { to: string; view: MailingView }) {
	const { recipients, who, unreachable, toldToday, name } = view
	return (
		<Alert tone={recipients > 0 ? "info" : "wait"} title={`Кому: ${name ?? AUDIENCES[to] ?? ""}`}>
			<p>Получат письмо: {counted(recipients, ["человек", "человека", "человек"])}.</p>
			{name === null && recipients > 0 ? (
				<Fold title="Кто именно" open={recipients <= OPENED}>
					<ul className="small">
						{who.map(({ id, fullName }) => (
							<li key={id}>{fullName}</li>
						))}
						{recipients > who.length ? <li className="muted">и ещё {recipients - who.length}</li> : null}
					</ul>
				</Fold>
			) : null}
			{toldToday > 0 ? <p>Сегодня уже получили уведомление: {toldToday}.</p> : null}
			{unreachable > 0 ? (
				<p>
					Адрес не указан или не действует: {unreachable}.{" "}
					<Link to={paths.municipalityCalls()}>Кому позвонить</Link>
				</p>
			) : null}
		</Alert>
	)
}

export function MailingHistory({ history }: { history: MailingView["history"] }) {
	return (
		<div id="sent">
			<DataTable
				caption="Отправленные уведомления"
				rows={history}
				rowKey={(row) => row.id}
				empty={<Empty title="Уведомлений ещё не было">Здесь появится, кому и когда их отправили.</Empty>}
				columns={[
					{
						id: "to",
						head: "Кому",
						rowHead: true,
						cell: (row) => (
							<>
								{row.to}
								{row.message ? <Second>{row.message}</Second> : null}
							</>
						),
					},
					{ id: "count", head: "Получателей", end: true, cell: (row) => row.recipients },
					{ id: "who", head: "Кто отправил", cell: (row) => row.senderName },
					{ id: "at", head: "Когда", cell: (row) => row.at },
				]}
			/>
		</div>
	)
}
