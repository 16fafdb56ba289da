import { z } from "zod"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { sittingFacts } from "../../sitting/sitting-facts.server.ts"
import { applicationSubject } from "../application.subject.server.ts"

export const decideApplication = command(applicationSubject, "application.decide", {
	schema: z.object({
		sitting: z.string({ error: "Выберите заседание." }).min(1, "Выберите заседание."),
		decision: z.enum(["granted", "refused"], "Выберите решение комиссии."),
	}),
	may: applicationPolicy.decide,
	async choose(tx, { facts }, { sitting }) {
		return { ...facts, chosen: { sitting: await sittingFacts(tx, sitting) } }
	},
})
