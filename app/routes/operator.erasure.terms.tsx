import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Refusable } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { ErasureTermsFields } from "#app/components/operator/erasure.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { viewErasureTerms } from "#app/domain/erasure/erasure.view.server.ts"
import { keepErasureTerms } from "#app/domain/erasure/terms.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Изменить сроки хранения")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewErasureTerms({ actor }).catch(raise)
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const form = (await receiveForm(request)).texts()
	try {
		await keepErasureTerms({ actor, form, now: now() })
	} catch (error) {
		return refusal(error, form)
	}
	return redirectWithToast(paths.operatorErasure(), "Сроки хранения сохранены")
}

export default function ErasureTermsPage() {
	const { kinds, automatic } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Изменить сроки хранения"
				crumbs={[{ label: "Сроки хранения", to: paths.operatorErasure() }, { label: "Изменить" }]}
				lead="Срок считается в месяцах. Пустое поле — не удалять никогда."
			/>
			<Refusable refusal={useActionData<typeof action>()} wrapped>
				<PostForm noValidate>
					<ErasureTermsFields kinds={kinds} automatic={automatic} />
				</PostForm>
			</Refusable>
		</>
	)
}
