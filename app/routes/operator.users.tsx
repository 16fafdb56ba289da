import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { BlockedAccounts } from "#app/components/person/blocked-accounts.tsx"
import { Invitations } from "#app/components/person/invitations.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import {
	BlockSchema,
	blockAccount,
	problemsOfBlock,
	unblockAccount,
	viewBlocked,
} from "#app/domain/account/block-account.server.ts"
import { PREFILLED } from "#app/domain/invitation/invitation.schema.ts"
import { invitationsQuery, viewInvitations } from "#app/domain/invitation/invitation.view.server.ts"
import { answerInvitations } from "#app/http/invitations.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import type { FormFields } from "#app/utils/http/form-fields.ts"
import { wellFormed } from "#app/utils/http/one-round.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Пользователи")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const { searchParams } = new URL(request.url)
	const asked = invitationsQuery(searchParams)
	const [view, blocked] = await Promise.all([
		viewInvitations({ actor, ...asked, now: now() }),
		viewBlocked(actor, asked.sort),
	])
	return { view, blocked, username: (searchParams.get("access") ?? "").slice(0, 100), prefilled: PREFILLED }
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const sent = await receiveForm(request)
	const intent = sent.get("intent")
	if (intent === "block" || intent === "unblock") return changeAccess(actor, sent, intent)
	return answerInvitations({ actor, sent, here: paths.operatorUsers() })
}

async function changeAccess(actor: Actor, sent: FormFields, intent: "block" | "unblock") {
	const submission = submissionOf(sent, BlockSchema)
	if (submission.status !== "success") {
		const also = await problemsOfBlock(actor, wellFormed(BlockSchema, sent.texts()), intent)
		return inAccess(invalidForm(submission, also))
	}
	const { username } = submission.value
	try {
		const order = { actor, form: submission.value, now: now() }
		await (intent === "block" ? blockAccount(order) : unblockAccount(order))
		const done = intent === "block" ? `Доступ закрыт: ${username}` : `Доступ открыт: ${username}`
		return redirectWithToast(paths.operatorUsers(), done)
	} catch (error) {
		return inAccess(refusedForm(submission, error))
	}
}

const inAccess = (answer: ReturnType<typeof invalidForm>) =>
	data({ access: answer.data }, answer.init ?? undefined)

export default function UsersPage() {
	const { view, blocked, username, prefilled } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const invitations = answer && !("access" in answer) ? answer : undefined
	return (
		<>
			<PageHead
				title="Пользователи"
				lead="Муниципальные координаторы и операторы входят в систему по Вашему приглашению."
			/>
			<Invitations
				cabinet="operator"
				view={view}
				prefilled={prefilled}
				result={invitations?.form}
				refused={invitations?.refused}
			/>
			<BlockedAccounts
				rows={blocked}
				username={username}
				result={answer && "access" in answer ? answer.access : undefined}
			/>
		</>
	)
}
