import { and } from "xstate"

// Parts that several states of the application share.

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

export function letter(name: string, to: Audience) {
	return { type: "sendLetter", params: { letter: name, to } } as const
}

/** Evidence is taken until the decision is near; scans only while the application is formed. */
export function evidence() {
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

export function assigning(first: "isGeneral" | "presentPeriodOpen") {
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
export function concluding(guards: readonly ("periodBegun" | "noWithdrawalWaiting")[]) {
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

export function signing() {
	return {
		target: "#application.concluded.signed",
		guard: "signedScanSent",
		actions: ["keepSignedConclusion", letter("conclusion-signed", "coordinators")] as const,
	} as const
}

export function proceeding() {
	return {
		target: "#application.concluded.signed",
		guard: "reasonGiven",
		actions: ["keepNotSigned", letter("conclusion-unsigned", "teacher")] as const,
	} as const
}

export function returned() {
	return [
		"voidConclusion",
		letter("conclusion-returned", "experts"),
		letter("conclusion-returned", "coordinators"),
	] as const
}

/** The school learns of it in every case, the specialists where there are any. */
export function withdrawing(...others: readonly "experts"[]) {
	return {
		target: "#application.withdrawn",
		actions: [...others, "school" as const].map((to) => letter("application-withdrawn", to)),
	}
}
