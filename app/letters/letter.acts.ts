import type { ActList } from "#app/workflow/acts.ts"
import type { letterLifecycle } from "#machines/lifecycles.ts"

/** What people may send to a letter. */
export const letterActs = {
	"letter.resend": {},
	"letter.take": { noButton: "The sender takes the letter from the queue." },
	"letter.deliver": { noButton: "The sender reports it." },
	"letter.fail": { noButton: "The sender reports it." },
} satisfies ActList<keyof typeof letterLifecycle.events, never>
