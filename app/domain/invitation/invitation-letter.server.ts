import { roleText } from "#app/auth/cabinets.ts"
import type { Tx } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import type { Role } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"
import { longDateTime, lowerFirst } from "#app/utils/russian.ts"
import { absolute } from "../account/accounts.server.ts"

const LINK_MS = 24 * 3_600_000

/** A link is valid for 24 hours after it was sent. */
export const linkEnd = (sentAt: Date): Date => new Date(sentAt.getTime() + LINK_MS)

interface Sent {
	invitationId: string
	role: string
	email: string
	subject: string
	message: string
	inviterId: string
	token: string
	now: Date
}

/** Writes the letter with the link, in the transaction that created the link. */
export async function writeInvitation(tx: Tx, sent: Sent): Promise<void> {
	const inviter = await tx.person.findUniqueOrThrow({
		where: { id: sent.inviterId },
		select: { username: true, surname: true, name: true, patronymic: true, workPhone: true, email: true },
	})
	const inviterName = fullName(inviter) || inviter.username
	const reach = inviter.workPhone ? `телефон ${inviter.workPhone}` : inviter.email
	await writeLetter(tx, {
		kind: "invitation",
		to: { email: sent.email },
		data: {
			inviterName,
			roleText: lowerFirst(roleText(sent.role as Role)),
			subject: sent.subject,
			message: sent.message,
			url: absolute(paths.invite(sent.token)),
			expiresAt: longDateTime(linkEnd(sent.now)),
			contact: `к тому, кто Вас пригласил: ${inviterName}, ${reach}`,
		},
		cause: { kind: "invitation", id: sent.invitationId },
		now: sent.now,
	})
}
