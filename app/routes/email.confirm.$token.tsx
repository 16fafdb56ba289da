import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { getActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { FormAlert, SubmitButton } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { PlainPage } from "#app/components/shell/plain-page.tsx"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { confirmEmail, viewConfirmation } from "#app/domain/account/confirm-email.server.ts"
import { param, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Подтверждение адреса", { name: "robots", content: "noindex" })

/** Mail scanners open links, so GET confirms nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const [link, actor] = await Promise.all([
		viewConfirmation(param(params, "token"), now()),
		getActor(request),
	])
	return { link, signedIn: actor !== null }
}

export async function action({ request, params }: ActionFunctionArgs) {
	try {
		await confirmEmail({ token: param(params, "token"), now: now() })
	} catch (error) {
		return refusal(error)
	}
	const to = (await getActor(request)) ? paths.home() : paths.login()
	return redirectWithToast(to, "Адрес электронной почты подтверждён")
}

export default function ConfirmEmailPage() {
	const { link, signedIn } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	return (
		<PublicFrame offerSignIn={false}>
			{link.state === "waiting" ? (
				<PlainPage title="Подтвердите адрес" lead={`Электронная почта: ${link.email}`}>
					<FormAlert message={refused?.message} />
					<PostForm>
						<SubmitButton busyText="Подтверждаем…">Подтвердить адрес</SubmitButton>
					</PostForm>
				</PlainPage>
			) : (
				<PlainPage title={link.state === "confirmed" ? "Адрес подтверждён" : "Ссылка больше не действует"}>
					<Alert tone={link.state === "confirmed" ? "good" : "wait"}>
						{link.state === "confirmed"
							? `Письма о ходе аттестации приходят на адрес ${link.email}.`
							: "Срок ссылки прошёл, или адрес с тех пор изменён. Войдите и попросите в личном кабинете прислать письмо ещё раз."}
					</Alert>
					<div className="acts mt-5">
						<ButtonLink to={signedIn ? paths.profile() : paths.login(paths.profile())}>
							Открыть личный кабинет
						</ButtonLink>
					</div>
				</PlainPage>
			)}
		</PublicFrame>
	)
}
