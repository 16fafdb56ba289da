import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { getActor } from "#app/auth/actor.server.ts"
import { homeOf } from "#app/auth/cabinets.ts"
import { knownDevice } from "#app/auth/device.server.ts"
import { addressOf } from "#app/auth/limits.server.ts"
import { Checkbox, ErrorSummary, Field, PasswordField, SubmitButton } from "#app/components/forms/forms.tsx"
import { useLostTyping } from "#app/components/forms/kept-typing.ts"
import { FreshForm, useFreshForm } from "#app/components/forms/use-fresh-form.tsx"
import { Gate } from "#app/components/shell/gate.tsx"
import { HOW_IT_GOES } from "#app/components/shell/how-it-goes.tsx"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { signIn } from "#app/domain/account/sign-in.server.ts"
import { type SignInForm, SignInSchema } from "#app/domain/person/person.schema.ts"
import { enter } from "#app/http/enter.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import { safeReturn, seeOther } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Вход")

export async function loader({ request }: LoaderFunctionArgs) {
	const query = new URL(request.url).searchParams
	const returnTo = query.get("returnTo")
	const actor = await getActor(request)
	if (actor) throw seeOther(safeReturn(returnTo, homeOf(actor)))
	return { returnTo: safeReturn(returnTo, ""), again: query.has("again") }
}

export async function action({ request, context }: ActionFunctionArgs) {
	const submission = submissionOf(await receiveForm(request), SignInSchema)
	if (submission.status !== "success") return invalidForm(submission)
	const { username, password, remember, returnTo } = submission.value
	try {
		const address = addressOf(context)
		const device = await knownDevice(request, username)
		const entered = await signIn({ username, password, address, device })
		const headers = await enter(request, { ...entered, address, remember: remember !== undefined, returnTo })
		return seeOther(safeReturn(returnTo, paths.home()), headers)
	} catch (error) {
		return refusedForm(submission, error)
	}
}

export default function LoginPage() {
	const { returnTo, again } = useLoaderData<typeof loader>()
	const [form, fields] = useFreshForm<SignInForm>({ id: "login", lastResult: useActionData<typeof action>() })
	return (
		<PublicFrame offerSignIn={false}>
			<Gate title="Вход" lead="Для педагогов, координаторов и специалистов по аттестации" say={HOW_IT_GOES}>
				{again ? <SessionLost /> : null}
				<FreshForm form={form}>
					<ErrorSummary form={form} title={form.errors ? "Войти не удалось" : undefined} />
					<Field field={fields.username} label="Имя пользователя" autoComplete="username" verbatim />
					<PasswordField field={fields.password} label="Пароль" autoComplete="current-password" />
					<Checkbox
						field={fields.remember}
						defaultChecked={fields.remember.defaultValue === "on"}
						bare
						className="mt-3"
						label="Запомнить меня"
						note="Не отмечайте на чужом компьютере"
					/>
					<input type="hidden" name="returnTo" value={returnTo} />
					<div className="acts mt-5">
						<SubmitButton busyText="Входим…">Войти</SubmitButton>
						<Link className="btn btn--text" to={paths.passwordForgot()}>
							Забыли пароль?
						</Link>
						<Link className="btn btn--text" to={paths.loginForgot()}>
							Забыли логин?
						</Link>
					</div>
				</FreshForm>
				<hr />
				<h2 className="legend--m">Впервые здесь?</h2>
				<p className="mt-2">
					Педагог регистрируется самостоятельно. Координатор и специалист — по приглашению из письма.
				</p>
				<p className="mt-4">
					<ButtonLink to={paths.register()} tone="second">
						Зарегистрируйтесь
					</ButtonLink>
				</p>
			</Gate>
		</PublicFrame>
	)
}

function SessionLost() {
	const kept = useLostTyping() !== null
	return (
		<Alert tone="wait" title="Сеанс закончился, отправленное не сохранено" className="mt-5">
			<p>
				Войдите снова: Вы вернётесь на ту же страницу.{" "}
				{kept
					? "Набранное будет в полях."
					: "Чтобы не набирать заново, вернитесь кнопкой браузера «Назад» и скопируйте текст."}
			</p>
		</Alert>
	)
}
