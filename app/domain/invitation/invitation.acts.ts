import type { ActList } from "#app/workflow/acts.ts"
import type { invitationLifecycle } from "#machines/lifecycles.ts"

/** What people may send to an invitation, in the order in which pages show it. */
export const invitationActs = {
	"invitation.resend": {},
	"invitation.revoke": { tone: "bad" },
	"invitation.accept": { noButton: "The registration by the link accepts it." },
	"invitation.expire": { noButton: "The clock sends it." },
} satisfies ActList<keyof typeof invitationLifecycle.events, never>
