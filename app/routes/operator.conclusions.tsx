import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { useRefusalOrKept } from "#app/components/acts/kept-form.ts"
import { SubmitButton } from "#app/components/forms/forms.tsx"
import { isRefused, OneOfForms } from "#app/components/forms/one-of-forms.tsx"
import { OtherRefusal } from "#app/components/forms/other-refusal.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { conclusionColumns } from "#app/components/operator/conclusions.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Figures } from "#app/components/ui/figures.tsx"
import { ByMunicipality, Filters, SEARCH_OF_APPLICATIONS, SearchField } from "#app/components/ui/filters.tsx"
import { ListTable } from "#app/components/ui/list-table.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	type ConclusionRow,
	conclusionsQuery,
	viewConclusions,
} from "#app/domain/application/assessment/operator-conclusions.view.server.ts"
import { planAcceptance } from "#app/domain/application/assessment/plan-acceptance.server.ts"
import { planAdmission } from "#app/domain/application/decision/plan-admission.server.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { listMunicipalities } from "#app/domain/organisation/organisation.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { toPreview } from "#app/http/batch.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { PICKED } from "#app/utils/http/kept-form.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Итоговые заключения")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const query = conclusionsQuery(new URL(request.url).searchParams)
	const [view, municipalities] = await Promise.all([
		viewConclusions({ actor, query, now: now() }).catch(raise),
		listMunicipalities(),
	])
	return { ...view, municipalities }
}

/** What can be done to the ticked rows, by the button that was pressed. */
const PLANS: Readonly<Record<string, typeof planAcceptance>> = {
	accept: planAcceptance,
	admit: planAdmission,
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const { pathname, search } = new URL(request.url)
	const sent = await receiveForm(request)
	const planOf = PLANS[sent.get("intent") ?? ""]
	if (planOf) {
		try {
			const plan = await planOf({ actor, ids: sent.getAll(PICKED), now: now() })
			return await toPreview(request, plan, { actor, cabinet: "operator", sent })
		} catch (error) {
			return refusal(error, sent.texts(), sent.getAll(PICKED))
		}
	}
	const id = sent.get("applicationId") ?? ""
	return actHere(request, { subject: "application", id, back: pathname + search, sent })
}

const EMPTY: Record<string, { title: string; text: string }> = {
	"to-check": {
		title: "Проверять нечего",
		text: "Заключение появится здесь, когда его подпишет педагог. Пока посмотрите, у кого заключение ждёт подписи.",
	},
	"to-admit": {
		title: "Передавать некого",
		text: "Здесь стоят зарегистрированные заявления упрощённой формы, которые ещё не переданы комиссии.",
	},
	"for-sitting": {
		title: "Решения никто не ждёт",
		text: "Проверьте подписанные заключения: после проверки они попадают в повестку заседания.",
	},
	"with-teacher": {
		title: "У педагогов заключений нет",
		text: "Здесь стоят те, кому заключение пришло, но ещё не подписано или вызвало несогласие.",
	},
}

/** The form that the table's ticks belong to. Each row has forms of its own. */
const TOGETHER = "together"
const PICK = {
	value: (row: ConclusionRow) => row.id,
	label: (row: ConclusionRow) => `Отметить: ${row.name}`,
	form: TOGETHER,
}

interface Together {
	intent: string
	button: string
	hint: string
	/** Each one can also be looked at by itself, next to its scan. */
	oneByOne?: true
}

/** What can be done with several rows of a group at once. */
const TOGETHER_IN: Readonly<Record<string, Together>> = {
	"to-check": {
		intent: "accept",
		button: "Принять отмеченные",
		hint: "Вместе принимаются заключения, у которых коды показали все листы и подписи. Сначала система покажет, кто это и кого надо проверить отдельно.",
		oneByOne: true,
	},
	"to-admit": {
		intent: "admit",
		button: "Передать отмеченные комиссии",
		hint: "Сначала система покажет, кого это касается и кого передать пока нельзя.",
	},
}

function ActTogether({ together, first }: { together: Together; first: string }) {
	const { intent, button, hint, oneByOne } = together
	return (
		<PostForm id={TOGETHER} className="stack-s">
			<div className="acts">
				{oneByOne ? (
					<ButtonLink to={first} signAfter="right">
						Проверять по одному
					</ButtonLink>
				) : null}
				<SubmitButton tone="second" name="intent" value={intent}>
					{button}
				</SubmitButton>
			</div>
			<p className="hint">{hint}</p>
		</PostForm>
	)
}

export default function Conclusions() {
	const { figures, rows, page, more, total, pageSize, query, municipalities } = useLoaderData<typeof loader>()
	const refused = useRefusalOrKept(useActionData<typeof action>())
	const shownIds = rows.map(({ id }) => id)
	const { page: _, sort: __, ...filters } = query
	const filtered = query.municipality !== "" || query.name !== ""
	const empty = EMPTY[query.show]
	const together = TOGETHER_IN[query.show]
	const isRefusedHere = together !== undefined && isRefused(refused, { intent: together.intent })
	const isShownHere = shownIds.includes(refused?.typed.applicationId ?? "") || isRefusedHere
	return (
		<>
			<PageHead
				title="Итоговые заключения"
				lead="Откройте файл, проверьте страницы и подписи и примите заключение или верните его с замечанием."
			>
				<Figures
					figures={figures.map(({ key, label, count }) => ({
						count,
						label,
						to: paths.operatorConclusions({ ...filters, show: key }),
						current: key === query.show,
					}))}
				/>
			</PageHead>
			<Page className="stack">
				{isShownHere ? null : <OtherRefusal refusal={refused} events={[]} />}
				<Filters
					label="Отбор заключений"
					resetTo={filtered ? paths.operatorConclusions({ show: query.show }) : undefined}
				>
					<input type="hidden" name="show" value={query.show} />
					<ByMunicipality options={municipalities} chosen={query.municipality} />
					<SearchField
						name="name"
						label="Фамилия, имя, отчество"
						hint={SEARCH_OF_APPLICATIONS}
						defaultValue={query.name}
					/>
				</Filters>
				<OneOfForms refusal={together ? refused : null} is={{ intent: together?.intent ?? "" }}>
					{rows[0] && together ? <ActTogether together={together} first={rows[0].to} /> : null}
					<ListTable
						{...(together && { pick: PICK })}
						sorted={SORTED_COLUMNS.conclusions}
						caption="Итоговые заключения"
						hideCaption
						columns={conclusionColumns(refused)}
						rows={rows}
						rowKey={(row) => row.id}
						empty={
							<Empty title={filtered ? "По этому отбору никого нет" : (empty?.title ?? "Пусто")}>
								{filtered ? "Измените муниципалитет или часть имени." : empty?.text}
							</Empty>
						}
					/>
				</OneOfForms>
				<Pager page={page} pageSize={pageSize} total={total} more={more} />
			</Page>
		</>
	)
}
