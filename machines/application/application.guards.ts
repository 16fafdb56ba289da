import { civilDate } from "#app/utils/civil-date.ts"
import { asksOf, type Timed } from "../guards.ts"
import { isFillable } from "../schedule.machine.ts"
import type { ApplicationFacts, Decision, Verdict } from "./application.facts.ts"
import { type DocumentPurpose, isEvidence, isPaper } from "./document-purpose.ts"
import { filedPapers } from "./filed-papers.ts"

interface Facts {
	context: ApplicationFacts
}
interface FactsAndTime extends Facts {
	event: Timed
}

const today = (event: Timed) => civilDate(new Date(event.at))
const isGiven = (text: unknown) => typeof text === "string" && text.trim() !== ""
/** Before anything is sent the purpose is unknown, so nothing is refused. */
const mayBe = (is: (purpose: DocumentPurpose) => boolean, purpose: DocumentPurpose | undefined) =>
	purpose === undefined || is(purpose)

/** Each has its words in `application.guard-texts.ts`. The params are what a guard reads from the event. */
export const applicationGuards = {
	formComplete: ({ context }: Facts) => context.formProblems.length === 0,
	rulebookAllows: ({ context }: Facts) => context.rulebookBlocks.length === 0,
	fileAccepted: (_: Facts, { accepted }: { accepted?: boolean }) => accepted === true,
	/** A coordinator who enters a paper application may attach scans before the application is formed. */
	fitsDraft: ({ context }: Facts, { purpose }: { purpose?: DocumentPurpose }) =>
		context.enteredForTeacher || mayBe(isEvidence, purpose),
	isEvidence: (_: Facts, { purpose }: { purpose?: DocumentPurpose }) => mayBe(isEvidence, purpose),
	isForApplication: (_: Facts, { purpose }: { purpose?: DocumentPurpose }) =>
		mayBe((one) => isPaper(one) || isEvidence(one), purpose),
	beforeEvidenceDeadline: ({ context, event }: FactsAndTime) =>
		context.attestationForm !== "remote" ||
		context.evidenceUntil === null ||
		today(event) <= context.evidenceUntil,
	scanAttached: ({ context }: Facts) => filedPapers(context)[0].attached,
	resultsAttached: ({ context }: Facts) => filedPapers(context)[1].attached,
	noOtherActive: ({ context }: Facts) => !context.anotherActive,
	neverFiled: ({ context }: Facts) => !context.everFiled,
	isEnteredForTeacher: ({ context }: Facts) => context.enteredForTeacher,
	noWithdrawalWaiting: ({ context }: Facts) => !context.withdrawalWaits,
	reasonGiven: (_: Facts, { reason }: { reason?: string }) => isGiven(reason),
	commentGiven: (_: Facts, { comment }: { comment?: string }) => isGiven(comment),
	remarkGiven: (_: Facts, { remark }: { remark?: string }) => isGiven(remark),
	isGeneral: ({ context }: Facts) => context.procedure === "general",
	isSimplified: ({ context }: Facts) => context.procedure === "simplified",
	presentPeriodOpen: ({ context, event }: FactsAndTime) =>
		context.schedule !== null && isFillable(context.schedule, today(event)),
	chosenPeriodOpen: ({ context, event }: FactsAndTime) =>
		context.chosen.schedule != null && isFillable(context.chosen.schedule, today(event)),
	expertsDiffer: ({ context }: Facts) => {
		const ids = (context.chosen.experts ?? []).map((expert) => expert.id)
		return new Set(ids).size === ids.length
	},
	expertsEligible: ({ context }: Facts) =>
		(context.chosen.experts ?? []).every(
			(expert) =>
				expert.ofMunicipality && expert.onRoster && expert.hasListedPosition && !expert.isTeacherHimself,
		),
	colleagueExplained: ({ context }: Facts) =>
		(context.chosen.experts ?? []).every((expert) => !expert.isColleague || isGiven(expert.colleagueReason)),
	bothExpertsSet: ({ context }: Facts) => context.expertIds.length === 2,
	periodBegun: ({ context, event }: FactsAndTime) =>
		context.periodStartsOn !== null && context.periodStartsOn <= today(event),
	documentComplete: (_: Facts, { accepted, complete }: { accepted?: boolean; complete?: boolean }) =>
		accepted === true && complete === true,
	verdictGiven: (_: Facts, { verdict }: { verdict?: Verdict }) => verdict === "meets" || verdict === "fails",
	bearsTeachersSignature: (_: Facts, { signedByTeacher }: { signedByTeacher?: boolean }) =>
		signedByTeacher === true,
	signedScanSent: (_: Facts, { accepted }: { accepted?: boolean }) => accepted === true,
	conclusionAttached: ({ context }: Facts) => context.conclusionAttached,
	completenessConfirmed: (_: Facts, { complete }: { complete?: boolean }) => complete === true,
	groundDocumentAttached: ({ context }: Facts) => context.groundDocumentAttached,
	sittingHeld: ({ context, event }: FactsAndTime) => isHeld(context.chosen.sitting, today(event)),
	orderEntered: ({ context }: Facts) =>
		isGiven(context.chosen.sitting?.orderNumber) && isGiven(context.chosen.sitting?.orderDate),
	isGranted: (_: Facts, { decision }: { decision?: Decision }) => decision === "granted",
	isRefused: (_: Facts, { decision }: { decision?: Decision }) => decision === "refused",
	sourceGiven: (_: Facts, { source, receivedOn }: { source?: string; receivedOn?: string }) =>
		isGiven(source) && isGiven(receivedOn),
	/** Visits and requests are arranged for days that are still ahead. */
	daysAhead: ({ event }: FactsAndTime, { days = [] }: { days?: readonly string[] }) =>
		days.every((day) => day >= today(event)),
	/** Materials of the remote form may be requested only while the teacher can still add them. */
	daysBeforeEvidenceDeadline: ({ context }: Facts, { days = [] }: { days?: readonly string[] }) => {
		const until = context.attestationForm === "remote" ? context.evidenceUntil : null
		return until === null || days.every((day) => day <= until)
	},
	isVisited: ({ context }: Facts) => context.attestationForm === "in_person",
	isInPerson: ({ context }: Facts) => context.attestationForm === "in_person",
	hasGroupHead: ({ context }: Facts) => context.hasGroupHead,
	paperReceived: ({ context }: Facts) => context.paperReceived,
	// A paper that was passed on was received before, so this fact answers for both marks.
	paperMarked: ({ context }: Facts) => context.paperReceived,
}

export const asks = asksOf(applicationGuards)

/** A quorum is two thirds of the members (Order 196, on the commission's sittings). */
function isHeld(sitting: ApplicationFacts["chosen"]["sitting"], day: string): boolean {
	if (!sitting?.protocolNumber || !sitting.members || !sitting.present) return false
	return sitting.heldOn <= day && sitting.present * 3 >= sitting.members * 2
}
