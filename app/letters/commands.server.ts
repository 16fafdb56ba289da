import { z } from "zod"
import { letterPolicy } from "#app/policies/letter.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { letterSubject } from "./letter.subject.server.ts"

const nothing = z.object({})

/** The events of a letter: the senders' own, and the one that an operator has. */
export const letterCommands = [
	command(letterSubject, "letter.take", { schema: nothing, may: letterPolicy.deliver }),
	command(letterSubject, "letter.deliver", { schema: nothing, may: letterPolicy.deliver }),
	command(letterSubject, "letter.fail", {
		schema: z.object({ error: z.string() }),
		may: letterPolicy.deliver,
	}),
	command(letterSubject, "letter.resend", { schema: nothing, may: letterPolicy.resend }),
] as const
