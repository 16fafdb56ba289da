import { setup } from "xstate"
import type { Moment } from "./lifecycle.ts"

export interface InvitationContext {
	/** ISO instant: 24 hours after it was sent last. */
	expiresAt: string
}

export type InvitationEvent = Moment & {
	type: "invitation.accept" | "invitation.expire" | "invitation.revoke" | "invitation.resend"
}

export const invitationMachine = setup({
	types: {
		context: {} as InvitationContext,
		events: {} as InvitationEvent,
		tags: {} as "pending" | "taken" | "void",
	},
	guards: {
		stillValid: ({ context, event }) => event.at < context.expiresAt,
		timeIsUp: ({ context, event }) => event.at >= context.expiresAt,
	},
	actions: { renewToken: () => {}, keepAccepted: () => {}, sendInvitation: () => {} },
}).createMachine({
	id: "invitation",
	initial: "sent",
	context: {} as InvitationContext,
	states: {
		sent: {
			tags: "pending",
			on: {
				"invitation.accept": { target: "accepted", guard: "stillValid", actions: "keepAccepted" },
				"invitation.expire": { target: "expired", guard: "timeIsUp" },
				"invitation.revoke": "revoked",
				"invitation.resend": { target: "sent", reenter: true, actions: ["renewToken", "sendInvitation"] },
			},
		},
		expired: {
			tags: "void",
			on: { "invitation.resend": { target: "sent", actions: ["renewToken", "sendInvitation"] } },
		},
		accepted: { type: "final", tags: "taken" },
		revoked: { type: "final", tags: "void" },
	},
})
