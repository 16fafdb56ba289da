import type { SubmissionResult } from "@conform-to/react"
import { data } from "@remix-run/node"
import { now } from "#app/clock/clock.server.ts"
import { changeInvitation } from "#app/domain/invitation/change-invitation.server.ts"
import { InvitationSchema } from "#app/domain/invitation/invitation.schema.ts"
import { problemsOfSending, sendInvitation } from "#app/domain/invitation/send-invitation.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import type { FormFields } from "#app/utils/http/form-fields.ts"
import { refusal } from "#app/utils/http/http.server.ts"
import { wellFormed } from "#app/utils/http/one-round.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"

interface Answer {
	form?: SubmissionResult<string[]>
	refused?: string
}

/** Handles the forms on the page of invitations: a new invitation, or an act on one in the list. */
export async function answerInvitations({
	actor,
	sent,
	here,
}: {
	actor: Actor
	sent: FormFields
	here: string
}) {
	if (sent.has("event")) {
		try {
			return redirectWithToast(here, await changeInvitation({ actor, sent, now: now() }))
		} catch (error) {
			const { data: refused, init } = refusal(error)
			return data<Answer>({ refused: refused.message }, init ?? undefined)
		}
	}
	const submission = submissionOf(sent, InvitationSchema)
	if (submission.status !== "success") {
		const form = wellFormed(InvitationSchema, sent.texts())
		return inForm(invalidForm(submission, await problemsOfSending(form)))
	}
	try {
		await sendInvitation({ actor, form: submission.value, now: now() })
		return redirectWithToast(here, `Приглашение отправлено на ${submission.value.email}`)
	} catch (error) {
		return inForm(refusedForm(submission, error))
	}
}

const inForm = (answer: ReturnType<typeof invalidForm>) =>
	data<Answer>({ form: answer.data }, answer.init ?? undefined)
