import type { ActionFunctionArgs } from "@remix-run/node"
import { requireActor } from "#app/auth/actor.server.ts"
import { ReasonSchema } from "#app/domain/application/application.schema.ts"
import { formWithdrawal } from "#app/domain/withdrawal/form-withdrawal.server.ts"
import { fieldErrors } from "#app/http/act.server.ts"
import { now } from "#app/utils/clock.server.ts"
import { invalid, notFound } from "#app/utils/errors.ts"
import { backTo, param, raise } from "#app/utils/http.server.ts"
import { paths } from "#app/utils/paths.ts"
import { redirectWithToast } from "#app/utils/toast.server.ts"
import { ensureKnown } from "#app/workflow/explain.server.ts"

export { ErrorBoundary } from "#app/components/error-boundary.tsx"

export const loader = () => raise(notFound())

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const id = param(params, "id")
	const at = now()
	await ensureKnown(actor, "application", id, at).catch(raise)
	const parsed = ReasonSchema.safeParse(Object.fromEntries(await request.formData()))
	if (!parsed.success) raise(invalid(fieldErrors(parsed.error), "Укажите причину отзыва заявления."))
	const { id: withdrawalId } = await formWithdrawal({
		actor,
		applicationId: id,
		reason: parsed.data.reason,
		now: at,
	}).catch(raise)
	return redirectWithToast(backTo(request, paths.home()), {
		message: "Заявление на отзыв сформировано. Скачайте его, подпишите и прикрепите скан.",
		link: { to: paths.withdrawalForm(withdrawalId), label: "Скачать заявление на отзыв (Word)" },
	})
}

/** Only its refusals are ever seen. */
export default function ApplicationWithdrawals() {
	return null
}
