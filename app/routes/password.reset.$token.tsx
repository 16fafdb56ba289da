import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { addressOf } from "#app/auth/limits.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { ErrorSummary, PasswordField, SubmitButton } from "#app/components/forms/forms.tsx"
import { FreshForm, useFreshForm } from "#app/components/forms/use-fresh-form.tsx"
import { PlainPage } from "#app/components/shell/plain-page.tsx"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { resetPassword, viewResetLink } from "#app/domain/account/reset-password.server.ts"
import { type ResetPasswordForm, ResetPasswordSchema } from "#app/domain/person/person.schema.ts"
import { enter } from "#app/http/enter.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import { param } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Новый пароль", { name: "robots", content: "noindex" })

export async function loader({ params }: LoaderFunctionArgs) {
	return { link: await viewResetLink(param(params, "token"), now()) }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
	const submission = submissionOf(await receiveForm(request), ResetPasswordSchema)
	if (submission.status !== "success") return invalidForm(submission)
	try {
		const { password } = submission.value
		const address = addressOf(context)
		const entered = await resetPassword({ token: param(params, "token"), password, address, now: now() })
		const headers = await enter(request, { ...entered, address })
		return redirectWithToast(paths.home(), "Новый пароль сохранён. Вход на других устройствах завершён.", {
			headers,
		})
	} catch (error) {
		return refusedForm(submission, error)
	}
}

export default function ResetPasswordPage() {
	const { link } = useLoaderData<typeof loader>()
	return (
		<PublicFrame offerSignIn={false}>
			{link ? <NewPassword username={link.username} /> : <LinkIsVoid />}
		</PublicFrame>
	)
}

function NewPassword({ username }: { username: string }) {
	const [form, fields] = useFreshForm<ResetPasswordForm>({
		id: "reset",
		lastResult: useActionData<typeof action>(),
	})
	return (
		<PlainPage title="Новый пароль" lead={`Имя пользователя: ${username}`}>
			<FreshForm form={form}>
				<ErrorSummary form={form} />
				{/* Password managers read the entry's name from a text field before the password, even if nobody sees it. */}
				<input type="text" autoComplete="username" defaultValue={username} readOnly hidden />
				<PasswordField
					field={fields.password}
					label="Придумайте новый пароль"
					hint="Не короче 8 знаков"
					autoComplete="new-password"
				/>
				<div className="acts mt-5">
					<SubmitButton busyText="Сохраняем…">Сохранить пароль</SubmitButton>
				</div>
			</FreshForm>
		</PlainPage>
	)
}

function LinkIsVoid() {
	return (
		<PlainPage title="Ссылка больше не действует">
			<Alert tone="wait">
				Ссылка для сброса пароля живёт один час и срабатывает один раз. Когда по одной из ссылок задан новый
				пароль, остальные перестают действовать.
			</Alert>
			<div className="acts mt-5">
				<ButtonLink to={paths.passwordForgot()}>Запросить новую ссылку</ButtonLink>
				<ButtonLink to={paths.login()} tone="second">
					Вернуться ко входу
				</ButtonLink>
			</div>
		</PlainPage>
	)
}
