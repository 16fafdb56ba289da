import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor, requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { EveryRowAct } from "#app/components/acts/row-act.tsx"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { FormAlert, Select } from "#app/components/forms/forms.tsx"
import { LetterText } from "#app/components/operator/letter-text.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Figures } from "#app/components/ui/figures.tsx"
import { Filters, SearchField } from "#app/components/ui/filters.tsx"
import { ListFiles } from "#app/components/ui/list-table.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Fold } from "#app/components/ui/panel.tsx"
import { type Column, DataTable, Second } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { receiveForm } from "#app/http/receive-form.server.ts"
import type { OutboxView } from "#app/letters/outbox.view.server.ts"
import { resendFromForm, viewOutbox } from "#app/letters/outbox.view.server.ts"
import { type OutboxQuery, outboxQuery } from "#app/letters/outbox-query.ts"
import { backTo, raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Письма")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const query = outboxQuery(new URL(request.url).searchParams)
	return viewOutbox({ actor, query, now: now() }).catch(raise)
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const form = (await receiveForm(request)).texts()
	try {
		await resendFromForm({ actor, form, now: now() })
	} catch (error) {
		return refusal(error)
	}
	return redirectWithToast(backTo(request, paths.operatorMail()), "Письмо снова поставлено в очередь")
}

type OutboxLetter = OutboxView["letters"][number]

const columns: readonly Column<OutboxLetter>[] = [
	{
		id: "letter",
		head: "Письмо",
		rowHead: true,
		cell: (letter) => (
			<>
				{letter.subject}
				<Second>{letter.to}</Second>
			</>
		),
	},
	{
		id: "state",
		head: "Состояние",
		cell: (letter) => (
			<StatusTag state={letter.state} subject="letter" small>
				{letter.short}
			</StatusTag>
		),
	},
	{
		id: "when",
		head: "Написано и отправлено",
		cell: (letter) => (
			<>
				{letter.writtenAt}
				{letter.sentAt ? <Second>Отправлено {letter.sentAt}</Second> : null}
				{letter.nextTryAt ? <Second>Следующая попытка {letter.nextTryAt}</Second> : null}
			</>
		),
	},
	{
		id: "attempts",
		head: "Попытки",
		cell: (letter) => (
			<>
				{letter.attempts} из {letter.tries}
				{letter.error ? <Second>{letter.error}</Second> : null}
			</>
		),
	},
	{
		id: "text",
		head: "Текст и действия",
		th: "",
		span: true,
		cell: (letter) => (
			<>
				<Fold title="Текст письма">
					<LetterText text={letter.text} />
				</Fold>
				<EveryRowAct
					on={{
						noun: "letter",
						cabinet: "operator",
						id: letter.id,
						version: letter.version,
						events: letter.events,
						hidden: { id: letter.id },
						rowName: `${letter.subject}, ${letter.to}`,
					}}
				/>
			</>
		),
	},
]

export default function Outbox() {
	const { letters, total, figures, states, query, pageSize } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	const filtered = query.state !== "" || query.to !== ""
	return (
		<>
			<PageHead
				title="Письма"
				lead="Все письма системы. Неотправленное письмо система пробует отправить снова; когда попытки кончились, отправьте его повторно."
			>
				<Figures figures={figures.map((figure) => ({ ...figure, current: figure.state === query.state }))} />
			</PageHead>
			<Page className="stack">
				<FormAlert message={refused?.message} reasons={refused?.reasons} />
				<OutboxFilters query={query} states={states} resetTo={filtered ? paths.operatorMail() : undefined} />
				<ListFiles />
				<DataTable
					caption="Письма, новые сверху"
					hideCaption
					columns={columns}
					rows={letters}
					rowKey={(letter) => letter.id}
					rowTone={(letter) => (letter.events["letter.resend"] ? "late" : undefined)}
					empty={
						<Empty title={filtered ? "Таких писем нет" : "Писем пока нет"}>
							{filtered
								? "Измените состояние или часть адреса."
								: "Они появятся, когда система напишет первое."}
						</Empty>
					}
				/>
				<Pager page={query.page} pageSize={pageSize} total={total} />
			</Page>
		</>
	)
}

function OutboxFilters({
	query,
	states,
	resetTo,
}: {
	query: OutboxQuery
	states: readonly { value: string; label: string }[]
	resetTo: string | undefined
}) {
	return (
		<Filters label="Отбор писем" resetTo={resetTo}>
			<Select
				name="state"
				label="Состояние"
				options={states}
				placeholder="Все"
				defaultValue={query.state}
				width="medium"
			/>
			<SearchField name="to" label="Адрес получателя" defaultValue={query.to} />
		</Filters>
	)
}
