import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Field, Refusable, SubmitButton, TextArea } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { ReferenceNav } from "#app/components/operator/reference/reference-lists.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Wrap } from "#app/components/ui/wrap.tsx"
import { changeOffice, viewOffice } from "#app/domain/reference/change-office.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Названия и подписи")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewOffice({ actor }).catch(raise)
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const form = (await receiveForm(request)).texts()
	try {
		const changed = await changeOffice({ actor, form, now: now() })
		return redirectWithToast(
			paths.operatorReference(),
			changed ? "Сохранено: новые документы печатаются с этими данными" : "Ничего не изменилось",
		)
	} catch (error) {
		return refusal(error, form)
	}
}

export default function Reference() {
	const { groups, edition } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Названия и подписи"
				lead="Эти слова печатают документы. Утверждённые графики, протоколы и распоряжения прошедших заседаний остаются с прежними."
			>
				<ReferenceNav />
			</PageHead>
			<Refusable refusal={useActionData<typeof action>()} wrapped>
				<PostForm noValidate>
					<input type="hidden" name="edition" value={edition} />
					<Wrap>
						{groups.map(({ title, note, fields }) => (
							<MarginSection key={title} title={title} note={note}>
								<div className="stack">
									{fields.map(({ name, label, hint, value, long }) => {
										const field = { name, label, hint, defaultValue: value }
										return long ? (
											<TextArea key={name} {...field} rows={2} />
										) : (
											<Field key={name} {...field} autoComplete="off" />
										)
									})}
								</div>
							</MarginSection>
						))}
						<MarginSection title="Сохранить" note="Новые документы сразу печатаются с этими данными.">
							<SubmitButton>Сохранить названия и подписи</SubmitButton>
						</MarginSection>
					</Wrap>
				</PostForm>
			</Refusable>
		</>
	)
}
