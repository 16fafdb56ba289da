import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Refusable, SubmitButton } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { MeetingFields } from "#app/components/operator/sitting-card.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Figures } from "#app/components/ui/figures.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { ListTable } from "#app/components/ui/list-table.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Panel } from "#app/components/ui/panel.tsx"
import { type Column, Second } from "#app/components/ui/table.tsx"
import { Tag } from "#app/components/ui/tag.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { createSittingFromForm } from "#app/domain/sitting/sitting-form.server.ts"
import { type SittingsView, sittingsQuery, viewSittings } from "#app/domain/sitting/sittings.view.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Заседания комиссии")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const query = sittingsQuery(new URL(request.url).searchParams)
	return viewSittings({ actor, ...query, now: now() }).catch(raise)
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const form = (await receiveForm(request)).texts()
	try {
		const { id, happened } = await createSittingFromForm({ actor, form, now: now() })
		return redirectWithToast(paths.operatorSitting(id), happened)
	} catch (error) {
		return refusal(error, form)
	}
}

type Row = SittingsView["sittings"][number]

const LOOK = {
	ahead: { tone: "go-draft", sign: "cal" },
	"to-enter": { tone: "you", sign: "pen" },
	ready: { tone: "go-solid", sign: "check" },
	settled: { tone: "go-solid", sign: "check" },
	"called-off": { tone: "draft", sign: "dash" },
} as const

const columns: readonly Column<Row>[] = [
	{
		id: "date",
		head: "Дата",
		rowHead: true,
		cell: (row) => (
			<>
				<Link to={row.to}>{row.heldOn}</Link>
				<Second>{[row.startsAt, row.place].filter(Boolean).join(", ") || "время и место не указаны"}</Second>
			</>
		),
	},
	{
		id: "state",
		head: "Состояние",
		cell: (row) => (
			<>
				<Tag {...LOOK[row.stage]} small>
					{row.stageText}
				</Tag>
				{row.calledOff ? <Second>{row.calledOff}</Second> : null}
			</>
		),
	},
	{
		id: "protocol",
		head: "Протокол",
		cell: (row) => (
			<>
				{row.protocol || "нет"}
				{row.presence ? <Second>присутствовало {row.presence}</Second> : null}
			</>
		),
	},
	{ id: "order", head: "Распоряжение", cell: (row) => row.order || "нет" },
	{ id: "decisions", head: "Решений", end: true, cell: (row) => row.decisions },
]

export default function Sittings() {
	const { sittings, pages, waiting, toAdmit, coming, commission, usualPlace } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	return (
		<>
			<PageHead
				title="Заседания комиссии"
				lead="В повестку попадают проверенные заключения и переданные заявления упрощённой формы."
				acts={
					<ButtonLink to={paths.operatorCommission()} tone="second">
						Состав комиссии
					</ButtonLink>
				}
			>
				<Figures
					figures={[
						{
							count: waiting,
							label: "Ждут решения комиссии",
							to: paths.operatorConclusions({ show: "for-sitting" }),
						},
						{
							count: toAdmit,
							label: "Упрощённая форма, не переданы",
							to: paths.operatorConclusions({ show: "to-admit" }),
						},
						{ count: commission, label: "Членов комиссии сегодня", to: paths.operatorCommission() },
					]}
				/>
			</PageHead>
			<Page className="stack-l">
				<Panel title="Назначить заседание" tone="tint">
					<Refusable refusal={refused}>
						<PostForm className="stack mt-4" noValidate>
							<MeetingFields sitting={{ startsAt: "10:00", place: "", usualPlace }} />
							<p className="hint">
								{coming.length > 0
									? `Письмо с датой, временем и местом сразу получат те, кто просил о своём присутствии: ${coming.join(", ")}. Если время или место ещё не известны, оставьте поле пустым: письма уйдут, когда Вы их укажете.`
									: "Никто из педагогов повестки пока не просил о своём присутствии: писем не будет."}
							</p>
							<div className="acts">
								<SubmitButton>Назначить заседание</SubmitButton>
							</div>
						</PostForm>
					</Refusable>
				</Panel>
				<div id="list">
					<ListTable
						place="list"
						sorted={SORTED_COLUMNS.sittings}
						caption="Заседания"
						columns={columns}
						rows={sittings}
						rowKey={(row) => row.id}
						empty={<Empty title="Заседаний ещё нет">Назначьте первое: повестка соберётся сама.</Empty>}
					/>
				</div>
				<Pager {...pages} label="Страницы заседаний" place="list" />
			</Page>
		</>
	)
}
