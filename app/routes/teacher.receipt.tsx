import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Helpers } from "#app/components/teacher/home.tsx"
import { Receipt } from "#app/components/teacher/receipt.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewTeacherHome } from "#app/domain/application/overview/teacher-home.view.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Заявление подано")

/** The proof that the teacher keeps after filing: date, number, what was filed, what happens next and by when, and who helps. */
export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "teacher")
	const wanted = new URL(request.url).searchParams.get("application")
	const { application, helpers } = await viewTeacherHome({ actor, wanted, now: now() }).catch(raise)
	if (!application?.receipt) return raise(notFound())
	const { id, sub, next, receipt } = application
	return { id, sub, next, receipt, helpers, name: actor.fullName }
}

export default function ReceiptPage() {
	const { id, sub, next, receipt, helpers, name } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={`Заявление подано ${receipt.on}`}
				lead="Эту страницу можно распечатать и сохранить как подтверждение."
				acts={
					<ButtonLink to={paths.teacher(id)} tone="second">
						На главную
					</ButtonLink>
				}
			/>
			<Page>
				<Receipt name={name} sub={sub} receipt={receipt} next={next} />
				<Helpers helpers={helpers} />
			</Page>
		</>
	)
}
