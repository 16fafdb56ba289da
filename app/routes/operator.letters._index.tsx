import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { LetterText } from "#app/components/operator/letter-text.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Fold, Panel } from "#app/components/ui/panel.tsx"
import { Second } from "#app/components/ui/table.tsx"
import { Tag } from "#app/components/ui/tag.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewLetters } from "#app/domain/letter/letters.view.server.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Слова писем")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewLetters({ actor }).catch(raise)
}

export default function Letters() {
	const { letters } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Слова писем"
				crumbs={[{ label: "Письма", to: paths.operatorMail() }, { label: "Слова писем" }]}
				lead="Все письма, которые отправляет система, с выдуманными данными. Слова любого письма можно изменить: система проверит метки и покажет письмо рядом с прежним. Уже написанные письма не меняются."
			/>
			<Page className="stack">
				{letters.map(({ kind, title, to, when, subject, text, edit, look, changed, inForce, since }) => (
					<Panel key={kind} id={kind} title={title} small>
						<p>
							Кому: {to}. {when}
						</p>
						<p>
							Тема: <b>{subject}</b>
						</p>
						{changed ? (
							<p>
								<Tag tone="go" sign="check" small>
									{inForce}
								</Tag>
								<Second>{since}</Second>
							</p>
						) : null}
						<Fold title="Текст письма">
							<LetterText text={text} />
						</Fold>
						<div className="acts mt-3">
							<ButtonLink to={edit} tone="text" small>
								Изменить слова<span className="hide"> — {title}</span>
							</ButtonLink>
							<ButtonLink to={look} tone="text" small>
								Как письмо выглядит<span className="hide"> — {title}</span>
							</ButtonLink>
						</div>
					</Panel>
				))}
			</Page>
		</>
	)
}
