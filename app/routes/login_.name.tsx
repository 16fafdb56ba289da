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
import { remindLogins } from "#app/domain/account/remind-logins.server.ts"
import { type ForgottenLoginForm, ForgottenLoginSchema } from "#app/domain/person/person.schema.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Забыли логин?")

export async function action({ request, context }: ActionFunctionArgs) {
	const submission = submissionOf(await receiveForm(request), ForgottenLoginSchema)
	if (submission.status !== "success") return invalidForm(submission)
	try {
		const { email } = submission.value
		await remindLogins({ email, address: addressOf(context), now: now() })
		return { sentTo: email }
	} catch (error) {
		return refusedForm(submission, error)
	}
}

export default function ForgottenLoginPage() {
	const answer = useActionData<typeof action>()
	if (answer && "sentTo" in answer) return <Sent email={answer.sentTo} />
	return <Ask lastResult={answer} />
}

function Sent({ email }: { email: string }) {
	return (
		<PublicFrame offerSignIn={false}>
			<PlainPage title="Забыли логин?">
				<Alert tone="good" live title="Проверьте почту">
					Если адрес {email} указан и подтверждён в чьей-нибудь учётной записи, на него отправлено письмо с
					логином. На один адрес уходит не больше пяти писем в час: если письма нет, посмотрите в папке
					«Спам».
				</Alert>
				<p className="mt-5">
					Письмо не пришло? Обратитесь к координатору по аттестации своего муниципалитета: он найдёт логин и
					исправит адрес.
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
	const [form, fields] = useFreshForm<ForgottenLoginForm>({ id: "forgotten-login", lastResult })
	return (
		<PublicFrame offerSignIn={false}>
			<PlainPage
				title="Забыли логин?"
				lead="Логин придёт письмом на электронную почту, которую Вы указали при регистрации и подтвердили."
			>
				<FreshForm form={form}>
					<ErrorSummary form={form} />
					<Field
						field={fields.email}
						label="Адрес электронной почты"
						type="email"
						autoComplete="email"
						verbatim
					/>
					<div className="acts mt-5">
						<SubmitButton busyText="Отправляем…">Прислать логин</SubmitButton>
						<Link className="btn btn--text" to={paths.login()}>
							Вернуться ко входу
						</Link>
					</div>
				</FreshForm>
			</PlainPage>
		</PublicFrame>
	)
}
