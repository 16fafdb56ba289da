import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData } from "@remix-run/react"
import { addressOf } from "#app/auth/limits.server.ts"
import { forgetSecondStep, secondStepOf } from "#app/auth/second-step.server.ts"
import { ErrorSummary, Field, SubmitButton } from "#app/components/forms/forms.tsx"
import { FreshForm, useFreshForm } from "#app/components/forms/use-fresh-form.tsx"
import { PlainPage } from "#app/components/shell/plain-page.tsx"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { CodeSchema, checkSecondFactor } from "#app/domain/account/second-factor.server.ts"
import { open } from "#app/http/enter.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import { safeReturn, seeOther } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Код входа")

/** A person who has not just proved a password must start with it. */
export async function loader({ request }: LoaderFunctionArgs) {
	if (!(await secondStepOf(request))) throw seeOther(paths.login())
	return null
}

export async function action({ request, context }: ActionFunctionArgs) {
	const waiting = await secondStepOf(request)
	if (!waiting) throw seeOther(paths.login())
	const submission = submissionOf(await receiveForm(request), CodeSchema)
	if (submission.status !== "success") return invalidForm(submission)
	const { personId, username, remember, password } = waiting
	try {
		await checkSecondFactor({ personId, password, code: submission.value.code })
		const headers = await open(request, { personId, username, remember, address: addressOf(context) })
		headers.append("Set-Cookie", await forgetSecondStep())
		const returnTo = new URL(request.url).searchParams.get("returnTo")
		return seeOther(safeReturn(returnTo, paths.home()), headers)
	} catch (error) {
		return refusedForm(submission, error)
	}
}

export default function CodePage() {
	const [form, fields] = useFreshForm<{ code: string }>({
		id: "code",
		lastResult: useActionData<typeof action>(),
	})
	return (
		<PublicFrame offerSignIn={false}>
			<PlainPage
				title="Код входа"
				lead="Откройте на телефоне приложение с кодами и введите код для «Аттестации»."
			>
				<FreshForm form={form}>
					<ErrorSummary form={form} />
					<Field
						field={fields.code}
						label="Код"
						hint="Шесть цифр из приложения или один из запасных кодов"
						autoComplete="one-time-code"
						verbatim
					/>
					<div className="acts mt-5">
						<SubmitButton busyText="Входим…">Войти</SubmitButton>
						<Link className="btn btn--text" to={paths.login()}>
							Вернуться ко входу
						</Link>
					</div>
					<p className="small muted mt-4">
						Нет ни телефона, ни запасных кодов? Обратитесь к оператору: он отключит второй шаг.
					</p>
				</FreshForm>
			</PlainPage>
		</PublicFrame>
	)
}
