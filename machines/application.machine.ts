import { and, setup } from "xstate"
import type { ApplicationEvent } from "./application.events.ts"
import type { ApplicationFacts } from "./application.facts.ts"
import { applicationGuards } from "./application.guards.ts"
import {
	type ApplicationLetter,
	type ApplicationTag,
	assigning,
	concluding,
	evidence,
	letter,
	proceeding,
	returned,
	signing,
	withdrawing,
} from "./application.transitions.ts"

export type { ApplicationEvent, ApplicationTag }

export const applicationMachine = setup({
	types: {
		context: {} as ApplicationFacts,
		events: {} as ApplicationEvent,
		tags: {} as ApplicationTag,
	},
	guards: applicationGuards,
	actions: {
		saveForm: () => {},
		freezeForm: () => {},
		voidForm: () => {},
		addAttachment: () => {},
		removeAttachment: () => {},
		startReviewTerm: () => {},
		assignJournalNumber: () => {},
		keepRejection: () => {},
		beginAttempt: () => {},
		assignSchedule: () => {},
		clearSchedule: () => {},
		replaceExpert: () => {},
		keepExpertAnswer: () => {},
		keepPaperDate: () => {},
		keepConclusion: () => {},
		keepSignedConclusion: () => {},
		keepDispute: () => {},
		keepNotSigned: () => {},
		keepVerdict: () => {},
		voidConclusion: () => {},
		keepDecision: () => {},
		recordCategory: () => {},
		changeProcedure: () => {},
		discardWithdrawal: () => {},
		sendLetter: (_, _params: ApplicationLetter) => {},
	},
}).createMachine({
	id: "application",
	initial: "draft",
	context: {} as ApplicationFacts,
	states: {
		draft: {
			tags: ["active", "draft"],
			initial: "editing",
			states: {
				editing: {
					on: {
						"form.save": { actions: "saveForm" },
						"form.issue": {
							target: "formed",
							guard: and(["formComplete", "rulebookAllows"]),
							actions: "freezeForm",
						},
						"attachment.add": {
							guard: and(["fitsDraft", "fileAccepted", "beforeEvidenceDeadline"]),
							actions: "addAttachment",
						},
						"attachment.remove": {
							guard: and(["fitsDraft", "beforeEvidenceDeadline"]),
							actions: "removeAttachment",
						},
						"application.receive": {
							target: "#application.submitted",
							guard: and([
								"isEnteredForTeacher",
								"scanAttached",
								"resultsAttached",
								"noOtherActive",
								"sourceGiven",
							]),
							actions: ["startReviewTerm", letter("application-submitted", "teacher")],
						},
					},
				},
				formed: {
					tags: "formed",
					on: {
						"form.reopen": { target: "editing", actions: "voidForm" },
						"attachment.add": {
							guard: and(["isForApplication", "fileAccepted", "beforeEvidenceDeadline"]),
							actions: "addAttachment",
						},
						"attachment.remove": {
							guard: and(["isForApplication", "beforeEvidenceDeadline"]),
							actions: "removeAttachment",
						},
						"application.submit": {
							target: "#application.submitted",
							guard: and(["scanAttached", "resultsAttached", "noOtherActive"]),
							actions: [
								"startReviewTerm",
								letter("application-submitted", "teacher"),
								letter("application-arrived", "coordinators"),
							],
						},
					},
				},
			},
		},
		submitted: {
			tags: ["active", "filed", "counted", "awaitsRegistration", "withdrawable"],
			on: {
				...evidence(),
				"application.register": {
					target: "registered",
					guard: "noWithdrawalWaiting",
					actions: ["assignJournalNumber", letter("application-registered", "teacher")],
				},
				"application.reject": {
					target: "rejected",
					guard: "reasonGiven",
					actions: ["keepRejection", "discardWithdrawal", letter("application-rejected", "teacher")],
				},
				"application.withdraw": withdrawing(),
			},
		},
		rejected: {
			tags: ["active", "turnedBack"],
			on: { "application.revise": { target: "draft.editing", actions: "beginAttempt" } },
		},
		registered: {
			tags: ["active", "filed", "counted", "registered", "forSchedule", "forSitting", "withdrawable"],
			on: {
				...evidence(),
				"schedule.assign": { target: "scheduled.preliminary", ...assigning("isGeneral") },
				"application.admit": {
					target: "concluded.assessed",
					guard: and(["isSimplified", "groundDocumentAttached", "noWithdrawalWaiting"]),
					actions: "discardWithdrawal",
				},
				"procedure.change": {
					guard: and(["isSimplified", "reasonGiven"]),
					actions: [
						"changeProcedure",
						letter("procedure-changed", "teacher"),
						letter("procedure-changed", "coordinators"),
					],
				},
				"application.withdraw": withdrawing(),
			},
		},
		scheduled: {
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
							actions: "clearSchedule",
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
							guard: and(["reasonGiven", "expertsDiffer", "expertsEligible", "colleagueExplained"]),
							actions: [
								"replaceExpert",
								letter("expert-replaced", "teacher"),
								letter("expert-assigned", "experts"),
								letter("expert-released", "released"),
							],
						},
						"expert.accept": { actions: "keepExpertAnswer" },
						"expert.decline": {
							guard: "reasonGiven",
							actions: [
								"keepExpertAnswer",
								letter("expert-declined", "coordinators"),
								letter("expert-declined", "operators"),
							],
						},
						"paper.receive": { guard: and(["isInPerson", "hasGroupHead"]), actions: "keepPaperDate" },
						"paper.pass": {
							guard: and(["isInPerson", "hasGroupHead", "paperReceived"]),
							actions: "keepPaperDate",
						},
						"conclusion.attach": concluding(["periodBegun", "noWithdrawalWaiting"]),
						"application.withdraw": withdrawing("experts"),
					},
				},
			},
		},
		concluded: {
			initial: "awaitingTeacher",
			states: {
				awaitingTeacher: {
					tags: [
						"active",
						"filed",
						"counted",
						"registered",
						"approved",
						"openToExperts",
						"published",
						"awaitsTeacher",
					],
					on: {
						"conclusion.sign": signing(),
						"conclusion.dispute": {
							target: "disputed",
							guard: "commentGiven",
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
					tags: [
						"active",
						"filed",
						"counted",
						"registered",
						"approved",
						"openToExperts",
						"published",
						"disputed",
					],
					on: {
						"conclusion.sign": signing(),
						"conclusion.replace": concluding([]),
						"conclusion.proceed": proceeding(),
					},
				},
				signed: {
					tags: [
						"active",
						"filed",
						"counted",
						"registered",
						"approved",
						"openToExperts",
						"published",
						"awaitsVerdict",
					],
					on: {
						"conclusion.replace": concluding([]),
						"conclusion.assess": {
							target: "assessed",
							guard: and(["conclusionAttached", "verdictGiven", "completenessConfirmed"]),
							actions: "keepVerdict",
						},
						"conclusion.return": {
							target: "#application.scheduled.approved",
							guard: "remarkGiven",
							actions: returned(),
						},
					},
				},
				assessed: {
					tags: [
						"active",
						"filed",
						"counted",
						"registered",
						"approved",
						"openToExperts",
						"published",
						"forSitting",
						"awaitsDecision",
					],
					on: {
						"conclusion.return": [
							{
								target: "#application.registered",
								guard: and(["isSimplified", "remarkGiven"]),
								actions: returned(),
							},
							{ target: "#application.scheduled.approved", guard: "remarkGiven", actions: returned() },
						],
						"application.decide": [
							{
								target: "granted",
								guard: and(["sittingHeld", "orderEntered", "isGranted"]),
								actions: ["keepDecision", "recordCategory", letter("application-decided", "teacher")],
							},
							{
								target: "refused",
								guard: and(["sittingHeld", "orderEntered", "isRefused"]),
								actions: ["keepDecision", letter("application-decided", "teacher")],
							},
						],
					},
				},
				granted: { type: "final", tags: ["filed", "registered", "decided", "published", "wasApproved"] },
				refused: { type: "final", tags: ["filed", "registered", "decided", "published", "wasApproved"] },
			},
		},
		withdrawn: { type: "final", tags: ["withdrawn"] },
	},
})
