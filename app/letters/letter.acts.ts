import type { ActList } from "#app/workflow/acts.ts"
import type { letterLifecycle } from "#machines/lifecycles.ts"

/** What people may send to a letter. */
export const letterActs = {
	"letter.resend": {},
	"letter.take": { noButton: "The sender takes the letter from the queue." },
	"letter.deliver": { noButton: "The sender reports it." },
	"letter.fail": { noButton: "The sender reports it." },
	"letter.defer": { noButton: "The sender reports it." },
	"letter.refuse": { noButton: "The sender reports it." },
	"letter.return": { noButton: "The reader of returned mail reports it." },
	"letter.drop": { noButton: "The sender finds that the matter has ended." },
} satisfies ActList<keyof typeof letterLifecycle.events, never>
