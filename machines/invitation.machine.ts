import { setup } from "xstate"
import type { Timed } from "./guards.ts"

export interface InvitationContext {
	/** ISO instant: 24 hours after it was last sent. */
	expiresAt: string
}

export type InvitationEvent = Timed & {
	type: "invitation.accept" | "invitation.expire" | "invitation.revoke" | "invitation.resend"
}

interface FactsAndTime {
	context: InvitationContext
	event: Timed
}

export const invitationTags = ["pending", "taken", "void"] as const

export const invitationGuards = {
	stillValid: ({ context, event }: FactsAndTime) => event.at < context.expiresAt,
	timeIsUp: ({ context, event }: FactsAndTime) => event.at >= context.expiresAt,
}

export const invitationMachine = setup({
	types: {
		context: {} as InvitationContext,
		events: {} as InvitationEvent,
		tags: {} as (typeof invitationTags)[number],
	},
	guards: invitationGuards,
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
