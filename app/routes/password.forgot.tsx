import type { ActionFunctionArgs } from "@remix-run/node"
import { useActionData } from "@remix-run/react"
import { addressOf } from "#app/auth/limits.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { ErrorSummary, Field, SubmitButton } from "#app/components/forms/forms.tsx"
import { FreshForm, useFreshForm } from "#app/components/forms/use-fresh-form.tsx"
import { PlainPage } from "#app/components/shell/plain-page.tsx"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { requestPasswordReset } from "#app/domain/account/request-password-reset.server.ts"
import { type ForgotPasswordForm, ForgotPasswordSchema } from "#app/domain/person/person.schema.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Сброс пароля")

export async function action({ request, context }: ActionFunctionArgs) {
	const submission = submissionOf(await receiveForm(request), ForgotPasswordSchema)
	if (submission.status !== "success") return invalidForm(submission)
	try {
		const { username } = submission.value
		await requestPasswordReset({ username, address: addressOf(context), now: now() })
		return { sentTo: username }
	} catch (error) {
		return refusedForm(submission, error)
	}
}

export default function ForgotPasswordPage() {
	const answer = useActionData<typeof action>()
	if (answer && "sentTo" in answer) return <Sent username={answer.sentTo} />
	return <Ask lastResult={answer} />
}

function Sent({ username }: { username: string }) {
	return (
		<PublicFrame offerSignIn={false}>
			<PlainPage title="Сброс пароля">
				<Alert tone="good" live title="Проверьте почту">
					Если пользователь {username} есть в системе, на адрес его электронной почты отправлена ссылка. Она
					действует один час и срабатывает один раз. На один адрес уходит не больше пяти писем в час: если
					нового письма нет, откройте ссылку из прежнего или посмотрите в папке «Спам».
				</Alert>
				<p className="mt-5">
					<Link to={paths.loginForgot()}>Забыли логин?</Link> Если адрес указан с ошибкой, обратитесь к
					координатору по аттестации своего муниципалитета.
				</p>
				<div className="acts mt-5">
					<ButtonLink to={paths.login()} tone="second">
						Вернуться ко входу
					</ButtonLink>
				</div>
			</PlainPage>
		</PublicFrame>
	)
}

type Result = Exclude<ReturnType<typeof useActionData<typeof action>>, { sentTo: string }>

function Ask({ lastResult }: { lastResult: Result }) {
	const [form, fields] = useFreshForm<ForgotPasswordForm>({ id: "forgot", lastResult })
	return (
		<PublicFrame offerSignIn={false}>
			<PlainPage
				title="Сброс пароля"
				lead="На электронную почту, указанную в личном кабинете, придёт ссылка, по которой можно задать новый пароль."
			>
				<FreshForm form={form}>
					<ErrorSummary form={form} />
					<Field field={fields.username} label="Введите логин" autoComplete="username" verbatim />
					<div className="acts mt-5">
						<SubmitButton busyText="Отправляем…">Сбросить пароль</SubmitButton>
						<Link className="btn btn--text" to={paths.login()}>
							Вернуться ко входу
						</Link>
					</div>
				</FreshForm>
			</PlainPage>
		</PublicFrame>
	)
}
