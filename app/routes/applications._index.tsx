import type { ActionFunctionArgs } from "@remix-run/node"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { beginApplication } from "#app/domain/application/form/begin-application.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { raise, seeOther } from "#app/utils/http/http.server.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const loader = () => raise(notFound())

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const form = await receiveForm(request)
	const { id, copied } = await beginApplication({
		actor,
		engagementId: form.get("engagementId") || null,
		basedOn: form.get("basedOn") || null,
		now: now(),
	}).catch(raise)
	// A copy is complete, so it opens on the page that shows all answers. Any other draft begins at the first step, because the
	// person should see the answers that were taken from the profile.
	return copied
		? redirectWithToast(paths.teacherApplication("check", id), COPIED)
		: seeOther(paths.teacherApplication("person", id))
}

const COPIED = "Ответы скопированы из прежнего заявления. Проверьте их: стаж и награды могли измениться"

/** The browser sees this page only if the action refuses. */
export default function Applications() {
	return null
}
