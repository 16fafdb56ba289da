import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor, requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { EveryRowAct } from "#app/components/acts/row-act.tsx"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { FormAlert, Select } from "#app/components/forms/forms.tsx"
import { LetterText } from "#app/components/operator/letter-text.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Figures } from "#app/components/ui/figures.tsx"
import { Filters, SearchField } from "#app/components/ui/filters.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { ListTable } from "#app/components/ui/list-table.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Fold } from "#app/components/ui/panel.tsx"
import { type Column, Second } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import type { OutboxView } from "#app/letters/outbox.view.server.ts"
import { resendFromForm, viewOutbox } from "#app/letters/outbox.view.server.ts"
import { isFiltered, type OutboxQuery, outboxQuery } from "#app/letters/outbox-query.ts"
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
				<Second>{letter.about ? <Link to={letter.about}>{letter.kind}</Link> : letter.kind}</Second>
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
				<Fold title={`Что происходило: ${letter.log.length}`}>
					<ol>
						{letter.log.map(({ at, words }, index) => (
							<li key={`${at} ${index + 1}`}>
								{at}. {words}
							</li>
						))}
					</ol>
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
	const { letters, total, more, figures, states, kinds, query, pageSize } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	const filtered = isFiltered(query)
	return (
		<>
			<PageHead
				title="Письма"
				lead="Все письма системы. Если почтовый сервер занят, система пробует снова сама. Если адрес отказал или письмо вернулось, уточните адрес у получателя и отправьте письмо повторно."
				acts={
					<ButtonLink to={paths.operatorLetters()} tone="second">
						Образцы всех писем
					</ButtonLink>
				}
			>
				<Figures figures={figures.map((figure) => ({ ...figure, current: figure.state === query.state }))} />
			</PageHead>
			<Page className="stack">
				<FormAlert message={refused?.message} reasons={refused?.reasons} />
				<OutboxFilters
					query={query}
					states={states}
					kinds={kinds}
					resetTo={filtered ? paths.operatorMail() : undefined}
				/>
				<ListTable
					sorted={SORTED_COLUMNS.mail}
					caption="Письма"
					hideCaption
					columns={columns}
					rows={letters}
					rowKey={(letter) => letter.id}
					rowTone={(letter) => (letter.events["letter.resend"] ? "late" : undefined)}
					empty={
						<Empty title={filtered ? "Таких писем нет" : "Писем пока нет"}>
							{filtered ? "Измените условия отбора." : "Они появятся, когда система напишет первое."}
						</Empty>
					}
				/>
				<Pager page={query.page} pageSize={pageSize} total={total} more={more} />
			</Page>
		</>
	)
}

function OutboxFilters({
	query,
	states,
	kinds,
	resetTo,
}: {
	query: OutboxQuery
	kinds: readonly { value: string; label: string }[]
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
			<Select
				name="kind"
				label="О чём"
				options={kinds}
				placeholder="Все"
				defaultValue={query.kind}
				width="medium"
			/>
			<SearchField name="person" label="ФИО получателя" defaultValue={query.person} />
			<SearchField name="to" label="Адрес получателя" defaultValue={query.to} />
			<SearchField name="case" label="Заявление: номер в журнале" defaultValue={query.case} />
		</Filters>
	)
}
