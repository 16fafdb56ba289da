import "#app/domain/index.server.ts"
import { ReasonSchema } from "#app/domain/application/application.schema.ts"
import { formWithdrawal } from "#app/domain/withdrawal/form-withdrawal.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { now as clock } from "#app/utils/clock.server.ts"
import { DomainError, invalid } from "#app/utils/errors.ts"
import { raise, refusal } from "#app/utils/http.server.ts"
import { paths } from "#app/utils/paths.ts"
import { redirectWithToast } from "#app/utils/toast.server.ts"
import { ensureKnown } from "#app/workflow/explain.server.ts"
import { fieldErrors } from "./act.server.ts"

/** For a page that forms a withdrawal: a refusal comes back beside the reason, which is not lost. */
export async function formWithdrawalHere(
	request: Request,
	{ actor, applicationId, back }: { actor: Actor; applicationId: string; back: string },
) {
	const now = clock()
	const typed = Object.fromEntries(await request.formData())
	try {
		await ensureKnown(actor, "application", applicationId, now)
		const parsed = ReasonSchema.safeParse(typed)
		if (!parsed.success) throw invalid(fieldErrors(parsed.error), "Укажите причину отзыва заявления.")
		const { id } = await formWithdrawal({ actor, applicationId, reason: parsed.data.reason, now })
		return redirectWithToast(back, {
			message: "Заявление на отзыв сформировано. Скачайте его, подпишите и прикрепите скан.",
			link: { to: paths.withdrawalForm(id), label: "Скачать заявление на отзыв (Word)" },
		})
	} catch (error) {
		if (error instanceof DomainError && error.code === "not-found") raise(error)
		return refusal(error, typed)
	}
}
