import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { beginHelp } from "#app/auth/helped-person.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { ErrorSummary, SubmitButton, TextArea } from "#app/components/forms/forms.tsx"
import { FreshForm, useFreshForm } from "#app/components/forms/use-fresh-form.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { HelpSchema, helpPerson } from "#app/domain/role/help-person.server.ts"
import { viewHelped } from "#app/domain/role/roles.view.server.ts"
import { raiseFor } from "#app/http/not-found.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import { param, seeOther } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Вход для помощи")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const person = await viewHelped({ actor, personId: param(params, "personId"), now: now() }).catch(
		raiseFor(actor),
	)
	return { person, frame: await profileFrame(actor) }
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const personId = param(params, "personId")
	await viewHelped({ actor, personId, now: now() }).catch(raiseFor(actor))
	const submission = submissionOf(await receiveForm(request), HelpSchema)
	if (submission.status !== "success") return invalidForm(submission)
	try {
		await helpPerson({ actor, personId, ...submission.value, now: now() })
		await beginHelp(request, personId)
		return seeOther(paths.home())
	} catch (error) {
		return refusedForm(submission, error)
	}
}

export default function HelpPage() {
	const { person, frame } = useLoaderData<typeof loader>()
	const [form, fields] = useFreshForm<{ reason: string }>({
		id: "help",
		lastResult: useActionData<typeof action>(),
	})
	return (
		<Cabinet {...frame}>
			<PageHead
				title="Вход для помощи"
				crumbs={[{ label: "Люди и роли", to: paths.roles() }, { label: person.name }]}
				lead={`${person.name}, имя пользователя ${person.username}`}
			/>
			<Page className="stack">
				<p>
					Полчаса Вы будете видеть страницы этого человека так, как видит он. Изменить или отправить ничего
					нельзя. Вход записывается, человек получит письмо.
				</p>
				<FreshForm form={form}>
					<ErrorSummary form={form} />
					<TextArea field={fields.reason} label="О чём просит человек" hint="Эти слова будут в письме ему." />
					<div className="acts mt-5">
						<SubmitButton name="intent" value="help">
							Войти для помощи
						</SubmitButton>
					</div>
				</FreshForm>
			</Page>
		</Cabinet>
	)
}
