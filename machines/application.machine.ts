import { and, setup } from "xstate"
import type { ApplicationFacts, Decision, DocumentRole, Verdict } from "./application.facts.ts"
import { civilDate } from "./calendar.ts"
import type { Moment } from "./lifecycle.ts"
import { isFillable } from "./schedule.machine.ts"

/** What the checks of a file said; the tick «Все страницы и все подписи на месте» is the person's own. */
interface DocumentSent {
	accepted?: boolean
	complete?: boolean
}

export type ApplicationEvent = Moment &
	(
		| { type: "form.save" | "form.issue" | "form.reopen" }
		| { type: "attachment.add"; role?: DocumentRole; accepted?: boolean }
		| { type: "attachment.remove"; role?: DocumentRole }
		| { type: "application.submit" | "application.register" | "application.revise" | "application.withdraw" }
		| { type: "application.reject"; reason?: string }
		| { type: "schedule.assign" | "schedule.clear" | "schedule.approve" }
		| { type: "expert.replace"; reason?: string }
		| { type: "expert.accept" }
		| { type: "expert.decline"; reason?: string }
		| ({
				type: "conclusion.attach" | "conclusion.replace"
				verdict?: Verdict
				signedByTeacher?: boolean
		  } & DocumentSent)
		| ({ type: "conclusion.sign" } & DocumentSent)
		| { type: "conclusion.dispute"; comment?: string }
		| ({ type: "conclusion.assess"; verdict?: Verdict } & DocumentSent)
		| { type: "conclusion.return"; remark?: string }
		| { type: "conclusion.proceed"; reason?: string }
		| { type: "application.admit" }
		| { type: "application.decide"; decision?: Decision }
		| { type: "application.receive"; source?: string; receivedOn?: string }
		| { type: "procedure.change"; reason?: string }
		| { type: "paper.receive" | "paper.pass" }
	)

const today = (event: Moment) => civilDate(new Date(event.at))
const isEvidence = (role: unknown) => role === undefined || role === "evidence" || role === "lesson_link"
const given = (text: unknown) => typeof text === "string" && text.trim() !== ""
const sent = (event: ApplicationEvent): Record<string, unknown> => event as unknown as Record<string, unknown>

export const applicationMachine = setup({
	types: {
		context: {} as ApplicationFacts,
		events: {} as ApplicationEvent,
		tags: {} as ApplicationTag,
	},
	guards: {
		formComplete: ({ context }) => context.formProblems.length === 0,
		rulebookAllows: ({ context }) => context.rulebookBlocks.length === 0,
		fileAccepted: ({ event }) => sent(event).accepted === true,
		/** Scans come before the paper is formed only where a coordinator enters what came on paper. */
		fitsDraft: ({ context, event }) => context.enteredForTeacher || isEvidence(sent(event).role),
		isEvidence: ({ event }) => isEvidence(sent(event).role),
		isForApplication: ({ event }) =>
			!["conclusion", "signed_conclusion", "withdrawal_scan"].includes(String(sent(event).role)),
		beforeEvidenceDeadline: ({ context, event }) =>
			context.attestationForm !== "remote" ||
			context.evidenceUntil === null ||
			today(event) <= context.evidenceUntil,
		scanAttached: ({ context }) => context.scanAttached,
		resultsAttached: ({ context }) =>
			context.procedure === "simplified" ? context.groundDocumentAttached : context.annexAttached,
		noOtherActive: ({ context }) => !context.anotherActive,
		isEnteredForTeacher: ({ context }) => context.enteredForTeacher,
		noWithdrawalWaiting: ({ context }) => !context.withdrawalWaits,
		reasonGiven: ({ event }) => given(sent(event).reason),
		commentGiven: ({ event }) => given(sent(event).comment),
		remarkGiven: ({ event }) => given(sent(event).remark),
		isGeneral: ({ context }) => context.procedure === "general",
		isSimplified: ({ context }) => context.procedure === "simplified",
		presentPeriodOpen: ({ context, event }) =>
			context.schedule !== null && isFillable(context.schedule, today(event)),
		chosenPeriodOpen: ({ context, event }) =>
			context.chosen.schedule != null && isFillable(context.chosen.schedule, today(event)),
		expertsDiffer: ({ context }) => {
			const ids = (context.chosen.experts ?? []).map((expert) => expert.id)
			return new Set(ids).size === ids.length
		},
		expertsEligible: ({ context }) =>
			(context.chosen.experts ?? []).every(
				(expert) =>
					expert.ofMunicipality && expert.onRoster && expert.hasListedPosition && !expert.isTeacherHimself,
			),
		colleagueExplained: ({ context }) =>
			(context.chosen.experts ?? []).every((expert) => !expert.isColleague || given(expert.colleagueReason)),
		bothExpertsSet: ({ context }) => context.expertIds.length === 2,
		periodBegun: ({ context, event }) =>
			context.periodStartsOn !== null && context.periodStartsOn <= today(event),
		documentComplete: ({ event }) => sent(event).accepted === true && sent(event).complete === true,
		verdictGiven: ({ event }) => ["meets", "fails"].includes(String(sent(event).verdict)),
		bearsTeachersSignature: ({ event }) => sent(event).signedByTeacher === true,
		signedScanSent: ({ event }) => sent(event).accepted === true,
		conclusionAttached: ({ context }) => context.conclusionAttached,
		completenessConfirmed: ({ event }) => sent(event).complete === true,
		groundDocumentAttached: ({ context }) => context.groundDocumentAttached,
		sittingHeld: ({ context, event }) => isHeld(context.chosen.sitting, today(event)),
		orderEntered: ({ context }) =>
			given(context.chosen.sitting?.orderNumber) && given(context.chosen.sitting?.orderDate),
		isGranted: ({ event }) => sent(event).decision === "granted",
		isRefused: ({ event }) => sent(event).decision === "refused",
		sourceGiven: ({ event }) => given(sent(event).source) && given(sent(event).receivedOn),
		isInPerson: ({ context }) => context.attestationForm === "in_person",
		hasGroupHead: ({ context }) => context.hasGroupHead,
		paperReceived: ({ context }) => context.paperReceived,
	},
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
				"application.withdraw": { target: "withdrawn" },
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
				"application.withdraw": { target: "withdrawn" },
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
						"application.withdraw": {
							target: "#application.withdrawn",
							actions: [
								letter("application-withdrawn", "experts"),
								letter("application-withdrawn", "school"),
							],
						},
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
						"application.withdraw": {
							target: "#application.withdrawn",
							actions: [
								letter("application-withdrawn", "experts"),
								letter("application-withdrawn", "school"),
							],
						},
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

export type ApplicationTag =
	| "active"
	| "draft"
	| "formed"
	| "filed"
	| "counted"
	| "awaitsRegistration"
	| "turnedBack"
	| "registered"
	| "forSchedule"
	| "unapproved"
	| "approved"
	| "wasApproved"
	| "published"
	| "openToExperts"
	| "awaitsConclusion"
	| "awaitsTeacher"
	| "disputed"
	| "awaitsVerdict"
	| "awaitsDecision"
	| "forSitting"
	| "decided"
	| "withdrawable"
	| "withdrawn"

export type Audience = "teacher" | "coordinators" | "experts" | "released" | "school" | "operators"

export interface ApplicationLetter {
	letter: string
	to: Audience
}

function letter(name: string, to: Audience) {
	return { type: "sendLetter", params: { letter: name, to } } as const
}

/** Evidence is taken until the decision is near; scans only while the application is formed. */
function evidence() {
	return {
		"attachment.add": {
			guard: and(["isEvidence", "fileAccepted", "beforeEvidenceDeadline"] as const),
			actions: "addAttachment",
		},
		"attachment.remove": {
			guard: and(["isEvidence", "beforeEvidenceDeadline"] as const),
			actions: "removeAttachment",
		},
	} as const
}

function assigning(first: "isGeneral" | "presentPeriodOpen") {
	return {
		guard: and([
			first,
			"noWithdrawalWaiting",
			"chosenPeriodOpen",
			"expertsDiffer",
			"expertsEligible",
			"colleagueExplained",
		] as const),
		actions: ["assignSchedule", letter("schedule-assigned", "teacher")] as const,
	} as const
}

/** One conclusion, two ways in: as the experts made it, or already signed by the teacher (forms, two upload orders). */
function concluding(guards: readonly ("periodBegun" | "noWithdrawalWaiting")[]) {
	const asked = [...guards, "verdictGiven", "documentComplete"] as const
	return [
		{
			target: "#application.concluded.signed",
			guard: and([...asked, "bearsTeachersSignature"] as const),
			actions: ["keepConclusion", "discardWithdrawal", letter("conclusion-attached", "teacher")] as const,
		},
		{
			target: "#application.concluded.awaitingTeacher",
			guard: and(asked),
			actions: ["keepConclusion", "discardWithdrawal", letter("conclusion-arrived", "teacher")] as const,
		},
	] as const
}

function signing() {
	return {
		target: "#application.concluded.signed",
		guard: "signedScanSent",
		actions: ["keepSignedConclusion", letter("conclusion-signed", "coordinators")] as const,
	} as const
}

function proceeding() {
	return {
		target: "#application.concluded.signed",
		guard: "reasonGiven",
		actions: ["keepNotSigned", letter("conclusion-unsigned", "teacher")] as const,
	} as const
}

function returned() {
	return [
		"voidConclusion",
		letter("conclusion-returned", "experts"),
		letter("conclusion-returned", "coordinators"),
	] as const
}

/** A quorum is two thirds of the members (Order 196, on the commission's sittings). */
function isHeld(sitting: ApplicationFacts["chosen"]["sitting"], day: string): boolean {
	if (!sitting?.protocolNumber || !sitting.members || !sitting.present) return false
	return sitting.heldOn <= day && sitting.present * 3 >= sitting.members * 2
}
