import { allOf } from "../guards.ts"
import { asks } from "./application.guards.ts"
import { applicationSetup } from "./application.setup.ts"
import { assigning, concluding, evidence, letter, withdrawing } from "./application.transitions.ts"

/** In the schedule of a period: first a plan, then approved by the ministry's order. */
export const scheduled = applicationSetup.createStateConfig({
	tags: ["active", "filed", "counted", "registered", "withdrawable"],
	initial: "preliminary",
	states: {
		preliminary: {
			tags: ["forSchedule", "unapproved"],
			on: {
				...evidence(),
				"schedule.assign": { target: "preliminary", reenter: true, ...assigning("presentPeriodOpen") },
				"schedule.clear": {
					target: "#application.registered",
					guard: "presentPeriodOpen",
					actions: ["clearSchedule", letter("schedule-cleared", "teacher")],
				},
				"schedule.approve": {
					target: "approved",
					guard: "bothExpertsSet",
					actions: [
						letter("schedule-approved", "teacher"),
						letter("expert-assigned", "experts"),
						letter("schedule-approved", "school"),
					],
				},
				"application.withdraw": withdrawing("experts"),
			},
		},
		approved: {
			tags: ["approved", "openToExperts", "published", "awaitsConclusion"],
			on: {
				...evidence(),
				"expert.replace": {
					guard: allOf([asks.reasonGiven, "expertsDiffer", "expertsEligible", "colleagueExplained"]),
					actions: [
						"replaceExpert",
						letter("expert-replaced", "teacher"),
						letter("expert-assigned", "experts"),
						letter("expert-released", "released"),
					],
				},
				"expert.accept": { actions: "keepExpertAnswer" },
				"expert.decline": {
					guard: asks.reasonGiven,
					actions: [
						"keepExpertAnswer",
						letter("expert-declined", "coordinators"),
						letter("expert-declined", "operators"),
					],
				},
				"visits.propose": {
					guard: allOf(["isVisited", asks.daysAhead]),
					actions: ["keepVisits", letter("visits-proposed", "teacher"), letter("visits-proposed", "school")],
				},
				"materials.ask": {
					guard: allOf(["beforeEvidenceDeadline", asks.daysAhead, asks.daysBeforeEvidenceDeadline]),
					actions: [
						"keepMaterialsAsked",
						letter("materials-asked", "teacher"),
						letter("materials-asked", "school"),
					],
				},
				"departure.report": {
					guard: asks.reasonGiven,
					actions: [
						"keepDeparture",
						letter("departure-reported", "coordinators"),
						letter("departure-reported", "operators"),
					],
				},
				"paper.receive": { guard: allOf(["isInPerson", "hasGroupHead"]), actions: "keepPaperDate" },
				"paper.pass": {
					guard: allOf(["isInPerson", "hasGroupHead", "paperReceived"]),
					actions: "keepPaperDate",
				},
				// Takes back the later of the two marks: somebody marked the wrong teacher's paper.
				"paper.unmark": {
					guard: allOf(["isInPerson", "hasGroupHead", "paperMarked"]),
					actions: "dropPaperDate",
				},
				"conclusion.attach": concluding(["periodBegun", "noWithdrawalWaiting"]),
				"application.withdraw": withdrawing("experts"),
			},
		},
	},
})
