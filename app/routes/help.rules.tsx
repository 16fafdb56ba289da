import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { Field, Select } from "#app/components/forms/forms.tsx"
import { RuleList } from "#app/components/help/rules.tsx"
import { OpenFrame } from "#app/components/shell/open-frame.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { Filters } from "#app/components/ui/filters.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Fold } from "#app/components/ui/panel.tsx"
import { Wrap } from "#app/components/ui/wrap.tsx"
import { viewRules } from "#app/domain/rules/rules.view.server.ts"
import { openPage } from "#app/http/open-page.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"
import { typography } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Правила и сроки")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, frame } = await openPage(request)
	const { searchParams } = new URL(request.url)
	const asked = { whose: searchParams.get("role"), date: searchParams.get("date") }
	return { frame, view: await viewRules({ actor, asked, now: now() }) }
}

export default function Rules() {
	const { frame, view } = useLoaderData<typeof loader>()
	return (
		<OpenFrame frame={frame}>
			<PageHead
				title="Правила и сроки"
				crumbs={[{ label: "Помощь", to: paths.help() }, { label: "Правила и сроки" }]}
				lead={`Правила на ${view.day} Заявление оценивают по правилам того дня, когда оно подано.`}
			>
				<div className="mt-5">
					<Filters label="Чьи правила и на какой день" submit="Показать правила">
						<Select
							name="role"
							label="Для кого"
							options={view.roles}
							defaultValue={view.whose}
							width="medium"
						/>
						<Field name="date" label="На дату" defaultValue={view.typed} width="date" autoComplete="off" />
					</Filters>
				</div>
			</PageHead>
			<Wrap>
				{view.problem ? (
					<Alert tone="wait" className="mt-5" title={view.problem}>
						<p>Показаны правила на {view.day}</p>
					</Alert>
				) : null}
				<p className="mt-5 muted">
					{typography(
						`В этот день действует ${view.order}; ${
							// The long form of a date already ends with a full stop.
							view.edition
								? `изменения региона № ${view.edition.number}, с ${view.edition.from}`
								: "регион правил не менял."
						}`,
					)}
				</p>
				{view.groups.map(({ id, title, rules }) => (
					<MarginSection key={id} title={title}>
						<RuleList rules={rules} />
						{id === "simplified" ? (
							<Fold title="Основания упрощённой формы">
								<ul>
									{view.grounds.map((ground) => (
										<li key={ground.title}>
											{ground.title}: {ground.document}
										</li>
									))}
								</ul>
							</Fold>
						) : null}
						{id === "rejection" ? (
							<Fold title="Типовые причины отклонения и что делать">
								<ul>
									{view.reasons.map((reason) => (
										<li key={reason.title}>
											{reason.title}: {reason.fix}
										</li>
									))}
								</ul>
							</Fold>
						) : null}
					</MarginSection>
				))}
			</Wrap>
		</OpenFrame>
	)
}
