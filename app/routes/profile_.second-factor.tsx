import type { SubmissionResult } from "@conform-to/react"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { carriedCodes, carryCodes } from "#app/auth/second-step.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { ErrorSummary, Field, FormAlert, PasswordField, SubmitButton } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { FreshForm, useFreshForm } from "#app/components/forms/use-fresh-form.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	beginSecondFactor,
	CodeSchema,
	confirmSecondFactor,
	TurnOffSchema,
	turnOffSecondFactor,
	viewSecondFactor,
} from "#app/domain/account/second-factor.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import type { FormFields } from "#app/utils/http/form-fields.ts"
import { refusal, seeOther } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Второй шаг входа")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const [factor, frame, carried] = await Promise.all([
		viewSecondFactor(actor),
		profileFrame(actor),
		carriedCodes(request),
	])
	const shown = { factor, frame, codes: carried?.codes ?? null }
	return data(shown, carried ? { headers: { "Set-Cookie": carried.forget } } : undefined)
}

interface Answer {
	form?: SubmissionResult<string[]>
	refused?: string
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const typed = await receiveForm(request)
	const intent = typed.get("intent")
	if (intent === "confirm") return confirm(actor, typed)
	if (intent === "off") return turnOff(actor, typed)
	try {
		await beginSecondFactor({ actor })
		return seeOther(paths.profileSecondFactor())
	} catch (error) {
		const { data: refused, init } = refusal(error)
		return data<Answer>({ refused: refused.message }, init ?? undefined)
	}
}

async function confirm(actor: Actor, typed: FormFields) {
	const submission = submissionOf(typed, CodeSchema)
	if (submission.status !== "success") return inForm(invalidForm(submission))
	try {
		const codes = await confirmSecondFactor({ actor, ...submission.value, now: now() })
		const headers = { "Set-Cookie": await carryCodes(codes) }
		return redirectWithToast(paths.profileSecondFactor(), "Второй шаг входа включён", { headers })
	} catch (error) {
		return inForm(refusedForm(submission, error))
	}
}

async function turnOff(actor: Actor, typed: FormFields) {
	const submission = submissionOf(typed, TurnOffSchema)
	if (submission.status !== "success") return inForm(invalidForm(submission))
	try {
		await turnOffSecondFactor({ actor, ...submission.value, now: now() })
		return redirectWithToast(paths.profileSecondFactor(), "Второй шаг входа отключён")
	} catch (error) {
		return inForm(refusedForm(submission, error))
	}
}

const inForm = (answer: ReturnType<typeof invalidForm>) =>
	data<Answer>({ form: answer.data }, answer.init ?? undefined)

export default function SecondFactorPage() {
	const { factor, frame, codes } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { isOn, isRequired, pairing, codesLeft } = factor
	return (
		<Cabinet {...frame}>
			<PageHead
				title="Второй шаг входа"
				lead={
					isOn ? "Включён: после пароля система спрашивает код." : "Не включён: для входа довольно пароля."
				}
			/>
			<Page className="stack">
				<FormAlert message={answer?.refused} />
				{codes ? <RecoveryCodes codes={codes} /> : null}
				{isOn ? (
					<>
						<p>Запасных кодов осталось: {codesLeft}. Каждый действует один раз.</p>
						{isRequired ? (
							<p className="muted">Для Вашей роли второй шаг обязателен.</p>
						) : (
							<TurnOff result={answer?.form} />
						)}
					</>
				) : pairing ? (
					<Pairing pairing={pairing} result={answer?.form} />
				) : (
					<PostForm>
						<p>
							Понадобится телефон с приложением, которое показывает одноразовые коды, например «Яндекс ID»,
							FreeOTP или Google Authenticator.
						</p>
						<div className="acts mt-5">
							<SubmitButton name="intent" value="begin">
								Включить второй шаг
							</SubmitButton>
						</div>
					</PostForm>
				)}
			</Page>
		</Cabinet>
	)
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
	return (
		<Alert
			tone="good"
			live
			title={`${counted(codes.length, ["запасной код", "запасных кода", "запасных кодов"])}`}
		>
			<p>
				Запишите или распечатайте их и храните отдельно от телефона: больше система их не покажет. Каждый
				заменит код из приложения один раз.
			</p>
			<ul>
				{codes.map((code) => (
					<li key={code}>
						<code>{code}</code>
					</li>
				))}
			</ul>
		</Alert>
	)
}

type PairingProps = { pairing: { secret: string; size: number; path: string }; result?: Answer["form"] }

function Pairing({ pairing, result }: PairingProps) {
	const [form, fields] = useFreshForm<{ code: string }>({ id: "second-factor", lastResult: result })
	return (
		<FreshForm form={form}>
			<ErrorSummary form={form} />
			<p>Наведите камеру приложения на рисунок или введите в приложение ключ.</p>
			<svg
				viewBox={`-4 -4 ${pairing.size + 8} ${pairing.size + 8}`}
				width="240"
				height="240"
				role="img"
				aria-label="Рисунок для приложения с кодами"
			>
				<rect x="-4" y="-4" width="100%" height="100%" fill="#fff" />
				<path d={pairing.path} fill="#000" />
			</svg>
			<p>
				Ключ: <code>{pairing.secret}</code>
			</p>
			<Field
				field={fields.code}
				label="Код из приложения"
				hint="Шесть цифр"
				autoComplete="one-time-code"
				verbatim
			/>
			<div className="acts mt-5">
				<SubmitButton name="intent" value="confirm">
					Подтвердить
				</SubmitButton>
			</div>
		</FreshForm>
	)
}

function TurnOff({ result }: { result?: Answer["form"] }) {
	const [form, fields] = useFreshForm<{ currentPassword: string }>({
		id: "second-factor-off",
		lastResult: result,
	})
	return (
		<FreshForm form={form}>
			<ErrorSummary form={form} />
			<PasswordField field={fields.currentPassword} label="Ваш пароль" autoComplete="current-password" />
			<div className="acts mt-5">
				<SubmitButton tone="second" name="intent" value="off">
					Отключить второй шаг
				</SubmitButton>
			</div>
		</FreshForm>
	)
}
