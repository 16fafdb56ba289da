import { concluded } from "./application.conclusion.ts"
import { discarded, draft } from "./application.draft.ts"
import type { ApplicationFacts } from "./application.facts.ts"
import { registered, rejected, submitted } from "./application.review.ts"
import { scheduled } from "./application.scheduling.ts"
import { applicationSetup } from "./application.setup.ts"

/** An application from the first draft to the commission's decision. */
export const applicationMachine = applicationSetup.createMachine({
	id: "application",
	initial: "draft",
	context: {} as ApplicationFacts,
	states: {
		draft,
		submitted,
		rejected,
		discarded,
		registered,
		scheduled,
		concluded,
		withdrawn: { type: "final", tags: ["withdrawn"] },
	},
})
