import { z } from "zod"
import { letterPolicy } from "#app/policies/letter.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { letterSubject } from "./letter.subject.server.ts"

const nothing = z.object({})
const withError = z.object({ error: z.string() })

/** The events of a letter: those of the senders, and the one of an operator. */
export const letterCommands = [
	command(letterSubject, "letter.take", { schema: nothing, may: letterPolicy.deliver }),
	command(letterSubject, "letter.deliver", { schema: nothing, may: letterPolicy.deliver }),
	command(letterSubject, "letter.fail", { schema: withError, may: letterPolicy.deliver }),
	command(letterSubject, "letter.defer", { schema: withError, may: letterPolicy.deliver }),
	command(letterSubject, "letter.refuse", {
		schema: withError.extend({ deadAddress: z.boolean().default(false) }),
		may: letterPolicy.deliver,
	}),
	command(letterSubject, "letter.return", {
		schema: withError.extend({ deadAddress: z.boolean().default(false) }),
		may: letterPolicy.deliver,
	}),
	command(letterSubject, "letter.drop", { schema: withError, may: letterPolicy.deliver }),
	command(letterSubject, "letter.resend", { schema: nothing, may: letterPolicy.resend }),
] as const
