import { allOf } from "../guards.ts"
import { asks } from "./application.guards.ts"
import { applicationSetup } from "./application.setup.ts"
import { assigning, correctingEntry, evidence, letter, withdrawing } from "./application.transitions.ts"

/** The municipal coordinator must register or reject it. */
export const submitted = applicationSetup.createStateConfig({
	tags: ["active", "filed", "counted", "awaitsRegistration", "withdrawable"],
	on: {
		...evidence(),
		...correctingEntry(),
		"application.register": {
			target: "registered",
			guard: "noWithdrawalWaiting",
			actions: ["assignJournalNumber", letter("application-registered", "teacher")],
		},
		"application.reject": {
			target: "rejected",
			guard: asks.reasonGiven,
			actions: ["keepRejection", "discardWithdrawal", letter("application-rejected", "teacher")],
		},
		"application.withdraw": withdrawing(),
	},
})

/** The teacher may correct it and submit it again. */
export const rejected = applicationSetup.createStateConfig({
	tags: ["active", "turnedBack"],
	on: { "application.revise": { target: "draft.editing", actions: "beginAttempt" } },
})

/** In force but not in a schedule yet. The simplified procedure continues from here without a schedule. */
export const registered = applicationSetup.createStateConfig({
	tags: ["active", "filed", "counted", "registered", "forSchedule", "forSitting", "withdrawable"],
	on: {
		...evidence(),
		"schedule.assign": { target: "scheduled.preliminary", ...assigning("isGeneral") },
		"application.admit": {
			target: "concluded.assessed",
			guard: allOf(["isSimplified", "groundDocumentAttached", "noWithdrawalWaiting"]),
			actions: "discardWithdrawal",
		},
		"procedure.change": {
			guard: allOf(["isSimplified", asks.reasonGiven]),
			actions: [
				"changeProcedure",
				letter("procedure-changed", "teacher"),
				letter("procedure-changed", "coordinators"),
			],
		},
		"application.withdraw": withdrawing(),
	},
})
