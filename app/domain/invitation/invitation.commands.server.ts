import { z } from "zod"
import { mailboxIsFull, takeLetterPlace } from "#app/auth/letter-limits.server.ts"
import { newToken } from "#app/auth/tokens.server.ts"
import { invitationPolicy } from "#app/policies/invitation.policy.ts"
import { asking } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { register } from "#app/workflow/registry.server.ts"
import { type AnyCommand, command } from "#app/workflow/subject.server.ts"
import { invitationSubject } from "./invitation.subject.server.ts"

/** The cause that means «the link was shown». So an acceptance is never sent through an event's address. */
export const LINK_SHOWN = "invitation.link"

const nothing = z.object({})

const accept = command(invitationSubject, "invitation.accept", {
	schema: z.object({
		organisationId: z.string().nullable(),
		positionCode: z.string().nullable(),
		subjectId: z.string().nullable(),
		positionText: z.string(),
	}),
	may: asking(invitationPolicy.accept, (scope, cause) => ({ ...scope, holdsToken: cause === LINK_SHOWN })),
})

const expire = command(invitationSubject, "invitation.expire", {
	schema: nothing,
	may: invitationPolicy.expire,
})

const revoke = command(invitationSubject, "invitation.revoke", {
	schema: nothing,
	may: invitationPolicy.revoke,
})

const resend = command(invitationSubject, "invitation.resend", {
	schema: nothing,
	may: invitationPolicy.resend,
	// Runs before the transaction, so that only one link is made and one letter counted, however often PostgreSQL makes the
	// transaction start again.
	prepare: async ({ loaded: { row } }) => {
		if (!(await takeLetterPlace(row.email)))
			throw new DomainError("not-allowed-now", mailboxIsFull(row.email))
		return newToken()
	},
})

register(invitationSubject as never, [accept, expire, revoke, resend] as unknown as AnyCommand[])
