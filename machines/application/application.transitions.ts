import { allOf } from "../guards.ts"
import { asks } from "./application.guards.ts"
import type { Audience } from "./application.setup.ts"

// Transitions that several states of the application share.

export function letter(name: string, to: Audience) {
	return { type: "sendLetter", params: { letter: name, to } } as const
}

/** Evidence is accepted from the submission until the conclusion. Scans are accepted only before the submission. */
export function evidence() {
	return {
		"attachment.add": {
			guard: allOf([asks.isEvidence, asks.fileAccepted, "beforeEvidenceDeadline"]),
			actions: "addAttachment",
		},
		"attachment.remove": {
			guard: allOf([asks.isEvidence, "beforeEvidenceDeadline"]),
			actions: "removeAttachment",
		},
	} as const
}

/** What a coordinator copied from a paper can be corrected until something is decided on it. */
export function correctingEntry() {
	return { "entry.correct": { actions: "correctEntry" } } as const
}

export function assigning(first: "isGeneral" | "presentPeriodOpen") {
	return {
		guard: allOf([
			first,
			"noWithdrawalWaiting",
			"chosenPeriodOpen",
			"expertsDiffer",
			"expertsEligible",
			"colleagueExplained",
		]),
		actions: ["assignSchedule", letter("schedule-assigned", "teacher")] as const,
	} as const
}

/** A conclusion arrives either as the experts made it, or already with the teacher's signature. */
export function concluding(guards: readonly ("periodBegun" | "noWithdrawalWaiting")[]) {
	const needed = [...guards, asks.verdictGiven, asks.documentComplete]
	return [
		{
			target: "#application.concluded.signed",
			guard: allOf([...needed, asks.bearsTeachersSignature]),
			actions: ["keepConclusion", "discardWithdrawal", letter("conclusion-attached", "teacher")] as const,
		},
		{
			target: "#application.concluded.awaitingTeacher",
			guard: allOf(needed),
			actions: ["keepConclusion", "discardWithdrawal", letter("conclusion-arrived", "teacher")] as const,
		},
	] as const
}

export function signing() {
	return {
		target: "#application.concluded.signed",
		guard: asks.signedScanSent,
		actions: ["keepSignedConclusion", letter("conclusion-signed", "coordinators")] as const,
	} as const
}

export function proceeding() {
	return {
		target: "#application.concluded.signed",
		guard: asks.reasonGiven,
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

/** The school is always informed of a withdrawal, the experts only if they are assigned. */
export function withdrawing(...others: readonly "experts"[]) {
	return {
		target: "#application.withdrawn",
		actions: [...others, "school" as const].map((to) => letter("application-withdrawn", to)),
	}
}
