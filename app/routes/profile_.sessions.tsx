import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { sessionIdOf } from "#app/auth/lucia.server.ts"
import { FormAlert } from "#app/components/forms/forms.tsx"
import { OwnSessions } from "#app/components/person/own-sessions.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { endOwnOtherSessions, endOwnSession, viewSessions } from "#app/domain/account/sessions.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Мои сеансы")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const [sessions, frame] = await Promise.all([
		viewSessions({ actor, sessionId: sessionIdOf(request) }),
		profileFrame(actor),
	])
	return { sessions, frame }
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const typed = await receiveForm(request)
	try {
		if (typed.get("intent") === "end-others") {
			await endOwnOtherSessions({ actor, sessionId: sessionIdOf(request) })
			return redirectWithToast(paths.profileSessions(), "Все другие сеансы завершены")
		}
		await endOwnSession({ actor, key: String(typed.get("session") ?? "") })
		return redirectWithToast(paths.profileSessions(), "Сеанс завершён")
	} catch (error) {
		const { data: refused, init } = refusal(error)
		return data({ refused: refused.message }, init ?? undefined)
	}
}

export default function SessionsPage() {
	const { sessions, frame } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<Cabinet {...frame}>
			<PageHead
				title="Мои сеансы"
				lead="На каких устройствах открыта Ваша учётная запись. Если устройство Вам незнакомо, завершите сеанс и сбросьте пароль."
			/>
			<Page className="stack">
				<FormAlert message={answer?.refused} />
				<OwnSessions sessions={sessions} />
			</Page>
		</Cabinet>
	)
}
