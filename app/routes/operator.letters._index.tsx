import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { LetterText } from "#app/components/operator/letter-text.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Fold, Panel } from "#app/components/ui/panel.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { letterSamples } from "#app/letters/samples.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Образцы писем")

export async function loader({ request }: LoaderFunctionArgs) {
	await requireRole(request, "operator")
	return { samples: letterSamples() }
}

export default function Letters() {
	const { samples } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Образцы писем"
				crumbs={[{ label: "Письма", to: paths.operatorMail() }, { label: "Образцы" }]}
				lead="Все письма, которые отправляет система, с выдуманными данными: кому, когда и какими словами."
			/>
			<Page className="stack">
				{samples.map(({ kind, title, to, when, subject, text }) => (
					<Panel key={kind} id={kind} title={title} small>
						<p>
							Кому: {to}. {when}
						</p>
						<p>
							Тема: <b>{subject}</b>
						</p>
						<Fold title="Текст письма">
							<LetterText text={text} />
						</Fold>
						<div className="acts mt-3">
							<ButtonLink to={paths.operatorLetterHtml(kind)} tone="text" small>
								Как письмо выглядит<span className="hide">: {title}</span>
							</ButtonLink>
						</div>
					</Panel>
				))}
			</Page>
		</>
	)
}
