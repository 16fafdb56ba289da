import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { getActor, requireActor } from "#app/auth/actor.server.ts"
import { addressOf } from "#app/auth/limits.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Checkbox, Field, PasswordField, Refusable, SubmitButton } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { PlainPage } from "#app/components/shell/plain-page.tsx"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Fold } from "#app/components/ui/panel.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	readTakeOver,
	takeOverAsNew,
	takeOverAsSelf,
	viewTakeOver,
} from "#app/domain/application/entry/take-over.server.ts"
import { consentInForce } from "#app/domain/person/consent.server.ts"
import { enter } from "#app/http/enter.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { param, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { foldForSearch } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Принять заявление", { name: "robots", content: "noindex" })

const DONE = "Заявление принято в Ваш кабинет"

export async function loader({ request, params }: LoaderFunctionArgs) {
	const token = param(params, "token")
	const [application, actor, consent] = await Promise.all([
		viewTakeOver(token, now()),
		getActor(request),
		consentInForce(),
	])
	return {
		token,
		application,
		who: actor && { fullName: actor.fullName, username: actor.username },
		consent: application ? consent : [],
	}
}

export async function action({ request, params, context }: ActionFunctionArgs) {
	const token = param(params, "token")
	const typed = (await receiveForm(request)).texts()
	const { password: _, ...kept } = typed
	try {
		if (typed.intent === "take") {
			const { applicationId } = await takeOverAsSelf({
				actor: await requireActor(request),
				token,
				now: now(),
			})
			return await redirectWithToast(paths.teacher(applicationId), DONE)
		}
		const address = addressOf(context)
		const form = await readTakeOver(typed, address)
		const { personId } = await takeOverAsNew({ token, form, address, now: now() })
		return await redirectWithToast(paths.teacher(), DONE, {
			headers: await enter(request, { personId, username: form.username, address }),
		})
	} catch (error) {
		return refusal(error, kept)
	}
}

export default function TakeOverPage() {
	const { application, who, consent, token } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	if (!application) {
		return (
			<PublicFrame who={who && { name: who.fullName, role: who.username }}>
				<PlainPage title="Ссылка больше не действует">
					<Alert tone="wait">
						По ней уже приняли заявление, или создали новую ссылку, или заявление удалили, или прошло 30 дней.
						Если Вы набирали адрес вручную, проверьте каждый знак.
					</Alert>
					{who ? (
						<p className="mt-5">
							Если заявление приняли Вы, оно <Link to={paths.teacher()}>в Вашем кабинете</Link>.
						</p>
					) : null}
					<p className="mt-5">
						Попросите новую ссылку у муниципального координатора, которому Вы передали заявление.
					</p>
				</PlainPage>
			</PublicFrame>
		)
	}
	return (
		<PublicFrame who={who && { name: who.fullName, role: who.username }} offerSignIn={false}>
			<PageHead
				title="Ваше заявление на аттестацию"
				lead={`${application.fullName}: ${application.position}, ${application.organisation}. Координатор внёс заявление за Вас. Примите его, чтобы видеть, как оно движется, и получать письма.`}
			/>
			<Page>
				<Refusable refusal={refused}>
					{who ? (
						<PostForm>
							<MarginSection title="Принять заявление">
								{foldForSearch(who.fullName) === foldForSearch(application.fullName) ? null : (
									<Alert tone="wait" title="Проверьте, Ваше ли это заявление">
										Его подал человек по имени {application.fullName}, а Вы вошли как {who.fullName}. Принять
										заявление можно один раз: чужое не принимайте.
									</Alert>
								)}
								<p>
									Вы вошли как {who.fullName} (имя пользователя {who.username}). Заявление окажется в этом
									кабинете.
								</p>
								<div className="acts mt-6">
									<SubmitButton name="intent" value="take">
										Принять заявление
									</SubmitButton>
								</div>
								<p className="mt-4 small muted">
									Если это не Вы, нажмите «Выйти» вверху страницы и откройте ссылку ещё раз.
								</p>
							</MarginSection>
						</PostForm>
					) : (
						<NewAccount consent={consent} token={token} />
					)}
				</Refusable>
			</Page>
		</PublicFrame>
	)
}

function NewAccount({ consent, token }: { consent: readonly string[]; token: string }) {
	return (
		<PostForm noValidate>
			<Alert tone="info">
				Уже есть учётная запись? <Link to={paths.login(paths.takeOver(token))}>Войдите</Link>, и заявление
				окажется в ней.
			</Alert>
			<MarginSection title="Вход в систему">
				<Field
					name="username"
					label="Имя пользователя"
					hint="Латинские буквы и цифры, от 3 до 32 знаков. Запишите его: с ним Вы будете входить."
					autoComplete="username"
					verbatim
				/>
				<PasswordField name="password" label="Пароль" hint="Не короче 8 знаков" autoComplete="new-password" />
			</MarginSection>
			<MarginSection title="Как с Вами связаться" note="На почту придёт письмо, чтобы подтвердить адрес.">
				<Field
					name="mobilePhone"
					label="Мобильный телефон"
					hint="Например, +7 913 000-00-00"
					type="tel"
					autoComplete="tel"
				/>
				<Field name="email" label="Электронная почта" type="email" autoComplete="email" />
				<Field name="emailAgain" label="Электронная почта ещё раз" type="email" autoComplete="off" />
				<Checkbox name="consent" label="Даю согласие на обработку персональных данных" />
				<Fold title="Текст согласия">
					{consent.map((paragraph) => (
						<p key={paragraph} className="mt-2 small">
							{paragraph}
						</p>
					))}
				</Fold>
				<div className="acts mt-6">
					<SubmitButton busyText="Регистрируем…" name="intent" value="new">
						Зарегистрироваться и принять заявление
					</SubmitButton>
				</div>
			</MarginSection>
		</PostForm>
	)
}
