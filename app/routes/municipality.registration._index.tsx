import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { useRefusalOrKept } from "#app/components/acts/kept-form.ts"
import { KeptMunicipality, MunicipalityChoice } from "#app/components/municipality/choice.tsx"
import { RegistrationFilters, RegistrationTable } from "#app/components/municipality/registration.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Figures } from "#app/components/ui/figures.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	planRegistration,
	planRejection,
} from "#app/domain/application/registration/plan-registration.server.ts"
import {
	REGISTRATION_PAGE,
	viewRegistration,
} from "#app/domain/application/registration/registration.view.server.ts"
import {
	filtersOf,
	RegistrationQuerySchema,
} from "#app/domain/application/registration/registration-query.ts"
import { toPreview } from "#app/http/batch.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { withQuery } from "#app/utils/address.ts"
import { refusal } from "#app/utils/http/http.server.ts"
import { PICKED } from "#app/utils/http/kept-form.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Регистрация заявлений")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const filters = RegistrationQuerySchema.parse(Object.fromEntries(query))
	const view = await viewRegistration({
		actor,
		municipalityCode: municipality.code,
		query: filters,
		now: now(),
	})
	return { municipality, filters, view, here: Object.fromEntries(query), pageSize: REGISTRATION_PAGE }
}

/** Several applications at once: the next page shows what would happen to each. */
export async function action({ request }: ActionFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const sent = await receiveForm(request)
	const form = sent.texts()
	const picked = sent.getAll(PICKED)
	const which = form.all
		? { found: RegistrationQuerySchema.parse(Object.fromEntries(query)) }
		: { ids: picked }
	const asked = { actor, municipalityCode: municipality.code, which, now: now() }
	try {
		const plan =
			form.intent === "reject" ? await planRejection({ ...asked, form }) : await planRegistration(asked)
		return await toPreview(request, plan, { actor, cabinet: "municipality", sent })
	} catch (error) {
		return refusal(error, form, picked)
	}
}

export default function Registration() {
	const { municipality, filters, view, here, pageSize } = useLoaderData<typeof loader>()
	const refused = useRefusalOrKept(useActionData<typeof action>())
	const { figures } = view
	const to = (changes: Record<string, string | number>) => withQuery(paths.registration(), here, changes)
	const shown = (show: typeof filters.show) => ({
		to: to({ show: show === "all" ? "" : show, page: "" }),
		current: filters.show === show,
	})
	return (
		<>
			<PageHead
				title="Регистрация заявлений"
				crumbs={[{ label: "Работа с заявлениями", to: paths.municipalityWork() }, { label: "Регистрация" }]}
				acts={
					<div className="stack">
						<p className="small">Журнал регистрации заявлений педагогических работников на аттестацию</p>
						<ButtonLink to={paths.registrationJournal()} tone="second" small sign="down" download>
							Скачать<span className="hide"> журнал регистрации заявлений</span>
						</ButtonLink>
						<p className="small">
							<Link to={paths.paperEntries()}>Внести заявление, которое пришло на бумаге</Link>
						</p>
					</div>
				}
			>
				<MunicipalityChoice municipality={municipality} />
				<Figures
					figures={[
						{ count: figures.all, label: "ждут рассмотрения", ...shown("all") },
						{
							count: figures.overdue,
							label: "просрочены: прошло больше 30 дней",
							...shown("overdue"),
							...(figures.overdue > 0 && { tone: "bad" as const }),
						},
						{
							count: figures.soon,
							label: "осталось 5 дней и меньше",
							...shown("soon"),
							...(figures.soon > 0 && { tone: "wait" as const }),
						},
						{ count: figures.clean, label: "проверка без замечаний", ...shown("clean") },
						{ count: figures.findings, label: "нужно посмотреть внимательно", ...shown("findings") },
					]}
				/>
			</PageHead>
			<Page>
				<RegistrationFilters filters={filters}>
					<KeptMunicipality municipality={municipality} />
				</RegistrationFilters>
				{view.rows[0] ? (
					<p className="mt-5">
						<ButtonLink to={paths.registrationOf(view.rows[0].id, filtersOf(filters))} signAfter="right">
							Рассматривать по одному
						</ButtonLink>
					</p>
				) : null}
				<RegistrationTable
					rows={view.rows}
					waiting={figures.all}
					found={view.total}
					reasons={view.reasons}
					action={to({})}
					list={filtersOf(filters)}
					refusal={refused}
				/>
				<Pager
					page={view.page}
					pageSize={pageSize}
					total={view.total}
					more={view.more}
					label="Страницы списка"
				/>
			</Page>
		</>
	)
}
