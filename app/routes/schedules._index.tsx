import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { getActor } from "#app/auth/actor.server.ts"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { listPublicPeriods } from "#app/domain/schedule/public-schedule.view.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { publicPage } from "#app/utils/http/public-page.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Графики проведения аттестации", {
	name: "description",
	content: "Утверждённые графики аттестации педагогических работников по периодам.",
})

export async function loader({ request }: LoaderFunctionArgs) {
	const [periods, actor] = await Promise.all([listPublicPeriods(), getActor(request)])
	const signedIn = actor !== null
	return data({ periods, signedIn }, { headers: publicPage(signedIn) })
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export default function PublicSchedulesPage() {
	const { periods, signedIn } = useLoaderData<typeof loader>()
	return (
		<PublicFrame offerSignIn={!signedIn}>
			<PageHead
				title="Графики проведения аттестации"
				lead="Здесь только утверждённые графики. Входить в систему для просмотра не нужно."
			/>
			<Page className="stack-l">
				{periods.length === 0 ? (
					<Empty title="Утверждённых графиков пока нет">
						График появится здесь, как только он будет утверждён распоряжением.
					</Empty>
				) : (
					periods.map((period) => (
						<section key={period.id} aria-labelledby={`period-${period.id}`}>
							<h2 id={`period-${period.id}`}>
								<a href={paths.publicSchedule(period.id)}>{period.label}</a>
							</h2>
							<ul className="mt-3">
								{period.municipalities.map(({ code, name }) => (
									<li key={code} className="mt-2">
										<a href={paths.publicSchedule(period.id, code)}>{name}</a>
									</li>
								))}
							</ul>
						</section>
					))
				)}
			</Page>
		</PublicFrame>
	)
}
