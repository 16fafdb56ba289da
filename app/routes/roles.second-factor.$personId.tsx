import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Checkbox, ErrorSummary, SubmitButton, TextArea } from "#app/components/forms/forms.tsx"
import { FreshForm, useFreshForm } from "#app/components/forms/use-fresh-form.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	ResetSecondFactorSchema,
	resetSecondFactor,
	viewResetting,
} from "#app/domain/account/reset-second-factor.server.ts"
import { raiseFor } from "#app/http/not-found.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import { param } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Отключение второго шага входа")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const person = await viewResetting({ actor, personId: param(params, "personId") }).catch(raiseFor(actor))
	return { person, frame: await profileFrame(actor) }
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const personId = param(params, "personId")
	await viewResetting({ actor, personId }).catch(raiseFor(actor))
	const submission = submissionOf(await receiveForm(request), ResetSecondFactorSchema)
	if (submission.status !== "success") return invalidForm(submission)
	try {
		const { reason } = submission.value
		await resetSecondFactor({ actor, personId, reason, now: now() })
		return redirectWithToast(paths.roles(), "Второй шаг входа отключён. Человеку отправлено письмо")
	} catch (error) {
		return refusedForm(submission, error)
	}
}

export default function ResetSecondFactor() {
	const { person, frame } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	return (
		<Cabinet {...frame}>
			<PageHead
				title="Отключение второго шага входа"
				crumbs={[{ label: "Люди и роли", to: paths.roles() }, { label: person.name }]}
				lead={`${person.name}, имя пользователя ${person.username}`}
			/>
			<Page className="stack">
				{person.isOn ? <ResetForm result={result} /> : <p>У этого человека второй шаг входа не включён.</p>}
			</Page>
		</Cabinet>
	)
}

function ResetForm({ result }: { result: ReturnType<typeof useActionData<typeof action>> }) {
	const [form, fields] = useFreshForm<{ reason: string; known: string }>({
		id: "reset-second-factor",
		lastResult: result,
	})
	return (
		<>
			<p>
				Отключайте второй шаг, только если человек потерял и телефон, и резервные коды. После этого для входа
				достаточно пароля. Отключение записывается, человек получит письмо.
			</p>
			<FreshForm form={form}>
				<ErrorSummary form={form} />
				<TextArea field={fields.reason} label="Причина" hint="Её увидит этот человек в письме." />
				<Checkbox
					field={fields.known}
					label="Я убедился, что об этом просит сам человек: при встрече или по телефону, который был известен раньше"
				/>
				<div className="acts mt-5">
					<SubmitButton name="intent" value="reset-second-factor">
						Отключить второй шаг входа
					</SubmitButton>
				</div>
			</FreshForm>
		</>
	)
}
