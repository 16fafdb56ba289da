import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Checkbox, ErrorSummary, Field, SubmitButton, TextArea } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { FreshForm, useFreshForm } from "#app/components/forms/use-fresh-form.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { SummaryList } from "#app/components/ui/summary-list.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	type CorrectEmailForm,
	CorrectEmailSchema,
	cancelCorrection,
	correctEmail,
	endSessionsOf,
	problemsOfCorrection,
	viewAccountInCare,
} from "#app/domain/account/account-care.server.ts"
import { raiseFor } from "#app/http/not-found.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import { param } from "#app/utils/http/http.server.ts"
import { wellFormed } from "#app/utils/http/one-round.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

const SESSIONS = ["сеанс", "сеанса", "сеансов"] as const

export const meta = pageTitle("Учётная запись")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const asked = { actor, personId: param(params, "personId"), now: now() }
	return { account: await viewAccountInCare(asked).catch(raiseFor(actor)), frame: await profileFrame(actor) }
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const asked = { actor, personId: param(params, "personId"), now: now() }
	const account = await viewAccountInCare(asked).catch(raiseFor(actor))
	const back = paths.accountInCare(asked.personId)
	const sent = await receiveForm(request)
	if (sent.get("intent") === "end-sessions") {
		const ended = await endSessionsOf(asked).catch(raiseFor(actor))
		return redirectWithToast(
			back,
			ended > 0
				? `Завершено: ${counted(ended, SESSIONS)}. ${account.name} войдёт заново`
				: "Открытых сеансов уже нет",
		)
	}
	if (sent.get("intent") === "cancel-email") {
		try {
			await cancelCorrection(asked)
			const done = `Исправление отменено: остаётся ${account.email}. Ссылка из письма больше не действует`
			return redirectWithToast(back, done)
		} catch (error) {
			// The link was opened meanwhile, or somebody else was faster.
			if (error instanceof DomainError && error.code === "not-allowed-now")
				return redirectWithToast(back, { message: error.message, tone: "bad" })
			return raiseFor(actor)(error)
		}
	}
	const submission = submissionOf(sent, CorrectEmailSchema)
	if (submission.status !== "success") {
		const form = wellFormed(CorrectEmailSchema, sent.texts())
		return invalidForm(submission, await problemsOfCorrection(account, form))
	}
	try {
		await correctEmail({ ...asked, form: submission.value })
		return redirectWithToast(
			back,
			`Письмо со ссылкой отправлено на ${submission.value.email}. Адрес изменится, когда её откроют`,
		)
	} catch (error) {
		return refusedForm(submission, error)
	}
}

export default function AccountInCare() {
	const { account, frame } = useLoaderData<typeof loader>()
	return (
		<Cabinet {...frame}>
			<PageHead
				title={account.name}
				crumbs={[{ label: "Люди и роли", to: paths.roles(account.username) }, { label: account.name }]}
				lead="Помощь тому, кто не может сам: адрес почты написан с ошибкой, или кабинет остался открыт на чужом компьютере."
			/>
			<Page className="stack-l">
				<MarginSection title="Учётная запись">
					<SummaryList
						items={[
							{ term: "Имя пользователя", value: account.username },
							{ term: "Роли", value: account.roles },
							{
								term: "Почта",
								value: `${account.email}${account.emailConfirmed ? "" : ", не подтверждена"}`,
							},
							...(account.pendingEmail ? [{ term: "Ждёт подтверждения", value: account.pendingEmail }] : []),
							{ term: "Открыто", value: counted(account.sessions, SESSIONS) },
						]}
					/>
				</MarginSection>
				<MarginSection
					title="Исправить адрес почты"
					note="Новый адрес начнёт действовать, когда человек откроет ссылку из письма. До этого письма приходят на прежний."
				>
					{account.isBlocked ? (
						<p>
							Доступ этой учётной записи закрыт, поэтому адрес изменить нельзя. Доступ открывает оператор.
						</p>
					) : (
						<>
							{account.pendingEmail ? <CancelCorrection email={account.pendingEmail} /> : null}
							<CorrectEmail />
						</>
					)}
				</MarginSection>
				<MarginSection
					title="Завершить сеансы"
					note="Человек выйдет из системы на всех устройствах. Сохранённое не пропадёт."
				>
					{account.sessions > 0 ? (
						<PostForm>
							<SubmitButton tone="second" name="intent" value="end-sessions" busyText="Завершаем…">
								Завершить все сеансы
							</SubmitButton>
						</PostForm>
					) : (
						<p>Открытых сеансов нет: завершать нечего.</p>
					)}
				</MarginSection>
			</Page>
		</Cabinet>
	)
}

function CancelCorrection({ email }: { email: string }) {
	return (
		<PostForm className="stack">
			<p>Ссылка отправлена на {email}. Пока её не открыли, исправление можно отменить.</p>
			<div className="acts">
				<SubmitButton tone="second" name="intent" value="cancel-email">
					Отменить исправление
				</SubmitButton>
			</div>
		</PostForm>
	)
}

function CorrectEmail() {
	const result = useActionData<typeof action>()
	const [form, fields] = useFreshForm<CorrectEmailForm>({ id: "correct-email", lastResult: result })
	return (
		<FreshForm form={form}>
			<ErrorSummary form={form} />
			<Field field={fields.email} label="Исправленный адрес почты" type="email" autoComplete="off" />
			<TextArea
				field={fields.reason}
				label="Причина"
				hint="Её увидит этот человек в письме на прежний адрес."
			/>
			<Checkbox
				field={fields.known}
				label="Я убедился, что об этом просит сам человек: при встрече или по телефону, который был известен раньше"
			/>
			<div className="acts mt-5">
				<SubmitButton name="intent" value="correct-email">
					Исправить адрес
				</SubmitButton>
			</div>
		</FreshForm>
	)
}
