import { randomUUID } from "node:crypto"
import { inLetterPlace, mailboxIsFull, takeLetterPlace } from "#app/auth/letter-limits.server.ts"
import { newToken } from "#app/auth/tokens.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { literally } from "#app/db/search.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { invitationPolicy } from "#app/policies/invitation.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { isRegional } from "#app/policies/profile.policy.ts"
import { DomainError, forbidden, invalid } from "#app/utils/errors.ts"
import { alsoWrong, has, type Problems } from "#app/utils/http/one-round.ts"
import { createSubject } from "#app/workflow/create.server.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { invitationLifecycle } from "#machines/lifecycles.ts"
import type { InvitationForm } from "./invitation.schema.ts"
import { invitationSubject } from "./invitation.subject.server.ts"
import { linkEnd, writeInvitation } from "./invitation-letter.server.ts"

/**
 * «Сформировать приглашение»: the invitation and its letter.
 * @throws DomainError forbidden (this person may not invite that role there), invalid, not-allowed-now (an invitation is
 * already open)
 */
export async function sendInvitation({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: InvitationForm
	now: Date
}): Promise<{ id: string }> {
	const { role, email, subject, message } = form
	const municipalityCode = isRegional(role) ? null : form.municipalityCode || null
	const asks = { role, municipalityCode, holdsToken: false }
	if (!invitationPolicy.send(actor, asks, null)) throw forbidden("Эту роль приглашает другой участник.")
	await mustExist(role, municipalityCode)
	const { token, hash } = newToken()
	const place = await takeLetterPlace(email)
	if (!place) throw invalid({ email: mailboxIsFull(email) })
	const send = inTransaction(async (tx) => {
		const waiting = await tx.invitation.count({
			where: {
				role,
				municipalityCode,
				email: { equals: literally(email), mode: "insensitive" },
				state: { in: statesTagged(invitationLifecycle, "pending") },
				expiresAt: { gt: now },
			},
		})
		if (waiting > 0) {
			throw new DomainError(
				"not-allowed-now",
				`Приглашение на адрес ${email} уже отправлено. Найдите его в списке: его можно отправить повторно или отозвать.`,
			)
		}
		const columns = { role, municipalityCode, email, subject, message, inviterId: actor.id, createdAt: now }
		const born = await createSubject(tx, {
			subject: invitationSubject as never,
			id: randomUUID(),
			actor,
			facts: { expiresAt: linkEnd(now).toISOString() },
			columns: { ...columns, tokenHash: hash, expiresAt: linkEnd(now) },
			input: { role, municipalityCode, email },
			now,
		})
		await writeInvitation(tx, { ...columns, invitationId: born.id, token, now })
		return { id: born.id }
	})
	return inLetterPlace(place, () => send)
}

/** What is wrong with an invitation that its schema refuses. */
export const problemsOfSending = (form: Partial<InvitationForm>): Promise<Problems> =>
	alsoWrong([() => has(form, "role") && mustExist(form.role, form.municipalityCode || null)])

async function mustExist(role: InvitationForm["role"], municipalityCode: string | null) {
	if (isRegional(role)) return
	if (municipalityCode === null) throw invalid({ municipalityCode: "Выберите муниципалитет." })
	const found = await prisma.municipality.count({ where: { code: municipalityCode } })
	if (found === 0) throw invalid({ municipalityCode: "Выберите муниципалитет из списка." })
}
