import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { OpenFrame } from "#app/components/shell/open-frame.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Wrap } from "#app/components/ui/wrap.tsx"
import { viewHelp } from "#app/domain/help/help.view.ts"
import { openPage } from "#app/http/open-page.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"
import { typography } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Помощь")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, frame } = await openPage(request)
	return { frame, view: viewHelp(actor, new URL(request.url).searchParams.get("role")) }
}

export default function Help() {
	const { frame, view } = useLoaderData<typeof loader>()
	return (
		<OpenFrame frame={frame}>
			<PageHead
				title="Помощь"
				lead={
					<>
						Что и где сделать. Кто и к какому дню что должен, говорят{" "}
						<Link to={paths.rules()}>правила и сроки</Link>.
					</>
				}
			/>
			<Wrap>
				{view.parts.map(({ reader, title, tasks }) => (
					<MarginSection key={reader} title={title}>
						<div className="stack-l">
							{tasks.map((task) => (
								<section key={task.title}>
									<h3>{task.title}</h3>
									<ol>
										{task.steps.map((step) => (
											<li key={step}>{typography(step)}</li>
										))}
									</ol>
									{task.to ? (
										<p className="mt-2">
											<Link to={task.to}>{`Открыть «${task.page}»`}</Link>
										</p>
									) : null}
								</section>
							))}
						</div>
					</MarginSection>
				))}
				<MarginSection title="Помощь другим">
					<ul>
						{view.others.map(({ reader, title }) => (
							<li key={reader}>
								<Link to={paths.help(reader)}>{title}</Link>
							</li>
						))}
					</ul>
				</MarginSection>
			</Wrap>
		</OpenFrame>
	)
}
