import "#app/domain/index.server.ts"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { formWithdrawal } from "#app/domain/withdrawal/form-withdrawal.server.ts"
import { viewOwnWithdrawal } from "#app/domain/withdrawal/own-withdrawal.view.server.ts"
import { carriesFiles } from "#app/files/upload.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { actHere } from "./act.server.ts"
import { receiveForm } from "./receive-form.server.ts"

const FORM = "withdrawal.form"

interface Asked {
	/** The application that the page is about. */
	applicationId: string
	back: string
}

type Typed = Record<string, string>

/** Forms the withdrawal and offers its paper for download. @throws DomainError as `formWithdrawal` */
export async function formAndOffer(actor: Actor, { reason }: Typed, { applicationId, back }: Asked) {
	const { id } = await formWithdrawal({ actor, applicationId, reason, now: now() })
	return redirectWithToast(back, {
		message: "Заявление на отзыв сформировано. Скачайте его, подпишите и прикрепите скан.",
		link: { to: paths.withdrawalForm(id), label: "Скачать заявление на отзыв (Word)" },
	})
}

/** For a page that forms a withdrawal: a refusal is shown next to the reason, which stays typed. */
export async function formWithdrawalHere(request: Request, { actor, ...asked }: Asked & { actor: Actor }) {
	return answerForming(actor, (await receiveForm(request)).texts(), asked)
}

/** The forms of «Отзыв заявления», which post to the page itself, so that nothing typed is lost. */
export async function answerWithdrawal(request: Request, { applicationId, back }: Asked) {
	const actor = await requireActor(request)
	const { last, cannotSend } = await viewOwnWithdrawal({ actor, applicationId, now: now() }).catch(raise)
	// A form without files is small, so it can be read before we know what it asks for.
	const sent = carriesFiles(request) ? undefined : await receiveForm(request)
	if (sent?.get("event") === FORM) return answerForming(actor, sent.texts(), { applicationId, back })
	if (!last) return refusal(new DomainError("not-allowed-now", `${cannotSend}.`))
	return actHere(request, { subject: "withdrawal", id: last.id, back, sent })
}

async function answerForming(actor: Actor, typed: Typed, asked: Asked) {
	try {
		return await formAndOffer(actor, typed, asked)
	} catch (error) {
		if (error instanceof DomainError && error.code === "not-found") raise(error)
		return refusal(error, typed)
	}
}
