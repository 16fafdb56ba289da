import { prisma } from "#app/db/client.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { invitationLifecycle } from "#machines/lifecycles.ts"
import "./invitation.commands.server.ts"

/**
 * Sends `invitation.expire` to every invitation older than 24 hours, in the job for due events.
 * @returns how many
 */
export async function expireInvitations(now: Date): Promise<number> {
	const due = await prisma.invitation.findMany({
		where: {
			state: { in: statesTagged(invitationLifecycle, "pending") },
			expiresAt: { lte: now },
			quarantine: null,
		},
		select: { id: true },
		orderBy: { expiresAt: "asc" },
	})
	let expired = 0
	for (const { id } of due) {
		try {
			await dispatch({ actor: SYSTEM, subject: "invitation", id, event: "invitation.expire", now })
			expired += 1
		} catch (error) {
			// Accepted, revoked or sent again meanwhile.
			if (!(error instanceof DomainError)) throw error
		}
	}
	return expired
}
