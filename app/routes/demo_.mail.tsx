import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { LetterText } from "#app/components/operator/letter-text.tsx"
import { DemoFrame } from "#app/components/shell/demo-frame.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Filters, SearchField } from "#app/components/ui/filters.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Pager } from "#app/components/ui/pager.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { readLetterBox } from "#app/letters/letter-box.server.ts"
import { pageOf } from "#app/utils/address.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Почтовый ящик демонстрации")

export async function loader({ request }: LoaderFunctionArgs) {
	const { searchParams } = new URL(request.url)
	const query = { to: searchParams.get("to")?.trim() ?? "", page: pageOf(searchParams) }
	return { ...(await readLetterBox(query).catch(raise)), query }
}

export default function LetterBox() {
	const { letters, total, more, page, pageSize, query } = useLoaderData<typeof loader>()
	return (
		<DemoFrame>
			<PageHead
				title="Почтовый ящик демонстрации"
				lead="Письма всем участникам, новые сверху. Вне демонстрации этой страницы нет: письма видят только получатели."
			/>
			<Page className="stack">
				<Filters label="Отбор писем" resetTo={query.to ? paths.demoMail() : undefined}>
					<SearchField name="to" label="Адрес получателя целиком" defaultValue={query.to} />
				</Filters>
				{letters.map(({ id, to, subject, text, links, at, atWords }) => (
					<article key={id} className="panel">
						<h2>{subject}</h2>
						<p className="small muted">
							Кому: {to} · <time dateTime={at}>{atWords}</time>
						</p>
						<div className="mt-3">
							<LetterText text={text} links={links} />
						</div>
					</article>
				))}
				{letters.length === 0 ? (
					<Empty title="Писем нет">
						{query.to
							? `На адрес ${query.to} ничего не приходило.`
							: "Подайте заявление или сбросьте пароль, и письмо появится здесь."}
					</Empty>
				) : null}
				<Pager page={page} pageSize={pageSize} total={total} more={more} />
			</Page>
		</DemoFrame>
	)
}
