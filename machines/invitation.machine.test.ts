import { expect, test } from "vitest"
import { testMachine, verdictOf } from "#tests/matrix/machine-table.ts"
import { invitationLifecycle } from "./lifecycles.ts"

const expiresAt = "2026-10-21T05:00:00.000Z"
const yesterday = { facts: { expiresAt: "2026-10-20T04:59:59.999Z" } }

testMachine({
	lifecycle: invitationLifecycle,
	states: ["sent", "accepted", "expired", "revoked"],
	moves: {
		"invitation.accept": { sent: "accepted" },
		"invitation.expire": { sent: "expired" },
		"invitation.revoke": { sent: "revoked" },
		"invitation.resend": { sent: "sent", expired: "sent" },
	},
	at: "2026-10-20T05:00:00.000Z",
	facts: { expiresAt },
	samples: {
		"invitation.accept": {},
		"invitation.expire": yesterday,
		"invitation.revoke": {},
		"invitation.resend": yesterday,
	},
	refusals: [
		{
			event: "invitation.accept",
			guard: "stillValid",
			...yesterday,
			says: "Срок приглашения истёк: попросите отправить его повторно.",
		},
		{
			event: "invitation.expire",
			guard: "timeIsUp",
			facts: { expiresAt },
			says: "Срок приглашения ещё не истёк.",
		},
	],
})

test("at the exact moment of its end a link is expired: never both valid and expired, never neither", () => {
	const last = (at: string) =>
		["stillValid", "timeIsUp"].map(
			(guard) => verdictOf(invitationLifecycle, guard, { expiresAt }, { at }) === null,
		)
	expect(last("2026-10-21T04:59:59.999Z")).toEqual([true, false])
	expect(last(expiresAt)).toEqual([false, true])
})
