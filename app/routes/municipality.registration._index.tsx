import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { KeptMunicipality, MunicipalityChoice } from "#app/components/municipality/choice.tsx"
import {
	BulkResult,
	RegistrationFilters,
	RegistrationTable,
} from "#app/components/municipality/registration.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Figures } from "#app/components/ui/figures.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { registerApplications } from "#app/domain/application/registration/register-applications.server.ts"
import {
	REGISTRATION_PAGE,
	viewRegistration,
} from "#app/domain/application/registration/registration.view.server.ts"
import { RegistrationQuerySchema } from "#app/domain/application/registration/registration-query.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { withQuery } from "#app/utils/address.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { noteRefusal } from "#app/utils/http/refused-answer.server.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"

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

/** Registers several applications at once. If one is refused, the others still go through. */
export async function action({ request }: ActionFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const ids = (await receiveForm(request)).getAll("id")
	const outcome = await registerApplications({ actor, municipalityCode: municipality.code, ids, now: now() })
	if (outcome.registered === 0) noteRefusal()
	if (outcome.registered === 0 || outcome.refused.length > 0)
		return data(outcome, { status: outcome.registered === 0 ? 409 : 200 })
	const words = counted(outcome.registered, ["заявление", "заявления", "заявлений"])
	return redirectWithToast(withQuery(paths.registration(), query), `Зарегистрировано: ${words}`)
}

export default function Registration() {
	const { municipality, filters, view, here, pageSize } = useLoaderData<typeof loader>()
	const outcome = useActionData<typeof action>()
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
				<RegistrationFilters filters={filters} organisations={view.organisations}>
					<KeptMunicipality municipality={municipality} />
				</RegistrationFilters>
				<BulkResult outcome={outcome} />
				<RegistrationTable rows={view.rows} waiting={figures.all} action={to({})} />
				<Pager page={filters.page} pageSize={pageSize} total={view.total} label="Страницы списка" />
			</Page>
		</>
	)
}
