import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { FormAlert, SubmitButton } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { type Column, DataTable, RowName, Second } from "#app/components/ui/table.tsx"
import { Tag } from "#app/components/ui/tag.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	answerNameCorrection,
	type NameCorrectionsView,
	viewNameCorrections,
} from "#app/domain/person/name-corrections.view.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Склонение имён")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewNameCorrections({ actor }).catch(raise)
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const form = (await receiveForm(request)).texts()
	try {
		return redirectWithToast(paths.operatorNames(), await answerNameCorrection({ actor, form, now: now() }))
	} catch (error) {
		return refusal(error)
	}
}

type Row = NameCorrectionsView["corrections"][number]

const columns: readonly Column<Row>[] = [
	{
		id: "word",
		head: "Слово",
		rowHead: true,
		cell: (row) => (
			<>
				{row.word}
				<Second>{row.kind}</Second>
			</>
		),
	},
	{ id: "genitive", head: "Кого", cell: (row) => row.forms[0] },
	{ id: "dative", head: "Кому", cell: (row) => row.forms[1] },
	{ id: "accusative", head: "Кого (вин.)", cell: (row) => row.forms[2] },
	{ id: "times", head: "Исправляли", cell: (row) => row.times },
	{
		id: "state",
		head: "Действует",
		cell: (row) =>
			row.accepted ? (
				<>
					<Tag tone="go-solid" sign="check" small>
						Принято
					</Tag>
					<Second>{row.accepted}</Second>
				</>
			) : (
				<Tag tone="you" sign="pen" small>
					Ждёт решения
				</Tag>
			),
	},
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => (
			<PostForm>
				<input type="hidden" name="id" value={row.id} />
				<SubmitButton tone="second" small name="intent" value={row.accepted ? "takeBack" : "accept"}>
					{row.accepted ? "Отменить" : "Склонять так у всех"}
					<RowName>{row.word}</RowName>
				</SubmitButton>
			</PostForm>
		),
	},
]

export default function NameCorrections() {
	const { corrections } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	return (
		<>
			<PageHead
				title="Склонение имён"
				lead="Педагоги исправляют, как склоняется их имя. Здесь видно, какие слова и как; чьё это имя, система не хранит. Принятое склонение система предложит всем, кто своего не подтвердил."
			/>
			<Page className="stack">
				<FormAlert message={refused?.message} reasons={refused?.reasons} />
				<DataTable
					caption="Исправленные слова, сначала без решения"
					hideCaption
					columns={columns}
					rows={corrections}
					rowKey={(row) => row.id}
					empty={
						<Empty title="Исправлений нет">
							Они появятся, когда кто-нибудь исправит в профиле падежи своего имени.
						</Empty>
					}
				/>
			</Page>
		</>
	)
}
