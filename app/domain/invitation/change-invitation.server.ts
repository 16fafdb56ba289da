import { z } from "zod"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import type { FormFields } from "#app/utils/http/form-fields.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import "./invitation.commands.server.ts"

const Sent = z.object({
	event: z.enum(["invitation.resend", "invitation.revoke"]),
	invitationId: z.string().min(1),
	version: z.coerce.number().int().optional(),
})

/** «Отправить повторно» and «Отозвать» from the page of invitations. @throws DomainError */
export async function changeInvitation({ actor, sent, now }: { actor: Actor; sent: FormFields; now: Date }) {
	const parsed = Sent.safeParse(sent.texts())
	if (!parsed.success) throw new DomainError("invalid", "Обновите страницу и нажмите кнопку ещё раз.")
	const { event, invitationId: id, version } = parsed.data
	await dispatch({ actor, subject: "invitation", id, event, version, now })
	return event === "invitation.resend" ? "Приглашение отправлено повторно" : "Приглашение отозвано"
}
