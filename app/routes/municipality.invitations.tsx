import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Invitations } from "#app/components/person/invitations.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { PREFILLED } from "#app/domain/invitation/invitation.schema.ts"
import { invitationsQuery, viewInvitations } from "#app/domain/invitation/invitation.view.server.ts"
import { answerInvitations } from "#app/http/invitations.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Приглашение")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	const asked = invitationsQuery(new URL(request.url).searchParams)
	return { view: await viewInvitations({ actor, ...asked, now: now() }), prefilled: PREFILLED }
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	return answerInvitations({ actor, sent: await receiveForm(request), here: paths.invitations() })
}

export default function InvitationsPage() {
	const { view, prefilled } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<>
			<PageHead
				title="Приглашение"
				lead="Координаторы в образовательных организациях, специалисты по аттестации и руководители предметных групп входят в систему по Вашему приглашению."
			/>
			<Invitations
				cabinet="municipality"
				view={view}
				prefilled={prefilled}
				result={answer?.form}
				refused={answer?.refused}
			/>
		</>
	)
}
