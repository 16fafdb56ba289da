import { allOf } from "../guards.ts"
import { asks } from "./application.guards.ts"
import { applicationSetup } from "./application.setup.ts"
import { concluding, letter, proceeding, returned, signing } from "./application.transitions.ts"

/** The tags of every state in which the commission has not decided yet. */
const UNDECIDED = ["active", "counted", "approved", "openToExperts"] as const

/** From the conclusion to the decision of the commission. */
export const concluded = applicationSetup.createStateConfig({
	tags: ["filed", "registered", "published"],
	initial: "awaitingTeacher",
	states: {
		awaitingTeacher: {
			tags: [...UNDECIDED, "awaitsTeacher"],
			on: {
				"conclusion.sign": signing(),
				"conclusion.dispute": {
					target: "disputed",
					guard: asks.commentGiven,
					actions: [
						"keepDispute",
						letter("conclusion-disputed", "experts"),
						letter("conclusion-disputed", "coordinators"),
					],
				},
				"conclusion.replace": concluding([]),
				"conclusion.proceed": proceeding(),
			},
		},
		disputed: {
			tags: [...UNDECIDED, "disputed"],
			on: {
				"conclusion.sign": signing(),
				"conclusion.replace": concluding([]),
				"conclusion.proceed": proceeding(),
			},
		},
		signed: {
			tags: [...UNDECIDED, "awaitsVerdict"],
			on: {
				"conclusion.replace": concluding([]),
				"conclusion.assess": {
					target: "assessed",
					guard: allOf(["conclusionAttached", asks.verdictGiven, asks.completenessConfirmed]),
					actions: "keepVerdict",
				},
				"conclusion.return": {
					target: "#application.scheduled.approved",
					guard: asks.remarkGiven,
					actions: returned(),
				},
			},
		},
		assessed: {
			tags: [...UNDECIDED, "forSitting", "awaitsDecision"],
			on: {
				"conclusion.return": [
					{
						target: "#application.registered",
						guard: allOf(["isSimplified", asks.remarkGiven]),
						actions: returned(),
					},
					{ target: "#application.scheduled.approved", guard: asks.remarkGiven, actions: returned() },
				],
				"application.decide": [
					{
						target: "granted",
						guard: allOf(["sittingHeld", "orderEntered", asks.isGranted]),
						actions: ["keepDecision", "recordCategory", letter("application-decided", "teacher")],
					},
					{
						target: "refused",
						guard: allOf(["sittingHeld", "orderEntered", asks.isRefused]),
						actions: ["keepDecision", letter("application-decided", "teacher")],
					},
				],
			},
		},
		granted: { type: "final", tags: ["decided", "wasApproved"] },
		refused: { type: "final", tags: ["decided", "refused", "wasApproved"] },
	},
})
