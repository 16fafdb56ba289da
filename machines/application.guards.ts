import type { ApplicationEvent } from "./application.events.ts"
import type { ApplicationFacts } from "./application.facts.ts"
import { civilDate } from "./calendar.ts"
import { type DocumentPurpose, isEvidence, isPaper } from "./document-purpose.ts"
import { filedPapers } from "./filed-papers.ts"
import type { Moment } from "./lifecycle.ts"
import { isFillable } from "./schedule.machine.ts"

interface Asked {
	context: ApplicationFacts
	event: ApplicationEvent
}

const today = (event: Moment) => civilDate(new Date(event.at))
const given = (text: unknown) => typeof text === "string" && text.trim() !== ""
const sent = (event: ApplicationEvent): Record<string, unknown> => event as unknown as Record<string, unknown>
/** Asked before anything was sent, a document may yet be of any purpose. */
const mayBe = (is: (purpose: DocumentPurpose) => boolean, event: ApplicationEvent) => {
	const purpose = sent(event).purpose as DocumentPurpose | undefined
	return purpose === undefined || is(purpose)
}

/** Each with its sentence in `application.texts.ts`. */
export const applicationGuards = {
	formComplete: ({ context }: Pick<Asked, "context">) => context.formProblems.length === 0,
	rulebookAllows: ({ context }: Pick<Asked, "context">) => context.rulebookBlocks.length === 0,
	fileAccepted: ({ event }: Pick<Asked, "event">) => sent(event).accepted === true,
	/** Scans come before the paper is formed only where a coordinator enters what came on paper. */
	fitsDraft: ({ context, event }: Asked) => context.enteredForTeacher || mayBe(isEvidence, event),
	isEvidence: ({ event }: Pick<Asked, "event">) => mayBe(isEvidence, event),
	isForApplication: ({ event }: Pick<Asked, "event">) =>
		mayBe((purpose) => isPaper(purpose) || isEvidence(purpose), event),
	beforeEvidenceDeadline: ({ context, event }: Asked) =>
		context.attestationForm !== "remote" ||
		context.evidenceUntil === null ||
		today(event) <= context.evidenceUntil,
	scanAttached: ({ context }: Pick<Asked, "context">) => filedPapers(context)[0].attached,
	resultsAttached: ({ context }: Pick<Asked, "context">) => filedPapers(context)[1].attached,
	noOtherActive: ({ context }: Pick<Asked, "context">) => !context.anotherActive,
	isEnteredForTeacher: ({ context }: Pick<Asked, "context">) => context.enteredForTeacher,
	noWithdrawalWaiting: ({ context }: Pick<Asked, "context">) => !context.withdrawalWaits,
	reasonGiven: ({ event }: Pick<Asked, "event">) => given(sent(event).reason),
	commentGiven: ({ event }: Pick<Asked, "event">) => given(sent(event).comment),
	remarkGiven: ({ event }: Pick<Asked, "event">) => given(sent(event).remark),
	isGeneral: ({ context }: Pick<Asked, "context">) => context.procedure === "general",
	isSimplified: ({ context }: Pick<Asked, "context">) => context.procedure === "simplified",
	presentPeriodOpen: ({ context, event }: Asked) =>
		context.schedule !== null && isFillable(context.schedule, today(event)),
	chosenPeriodOpen: ({ context, event }: Asked) =>
		context.chosen.schedule != null && isFillable(context.chosen.schedule, today(event)),
	expertsDiffer: ({ context }: Pick<Asked, "context">) => {
		const ids = (context.chosen.experts ?? []).map((expert) => expert.id)
		return new Set(ids).size === ids.length
	},
	expertsEligible: ({ context }: Pick<Asked, "context">) =>
		(context.chosen.experts ?? []).every(
			(expert) =>
				expert.ofMunicipality && expert.onRoster && expert.hasListedPosition && !expert.isTeacherHimself,
		),
	colleagueExplained: ({ context }: Pick<Asked, "context">) =>
		(context.chosen.experts ?? []).every((expert) => !expert.isColleague || given(expert.colleagueReason)),
	bothExpertsSet: ({ context }: Pick<Asked, "context">) => context.expertIds.length === 2,
	periodBegun: ({ context, event }: Asked) =>
		context.periodStartsOn !== null && context.periodStartsOn <= today(event),
	documentComplete: ({ event }: Pick<Asked, "event">) =>
		sent(event).accepted === true && sent(event).complete === true,
	verdictGiven: ({ event }: Pick<Asked, "event">) => ["meets", "fails"].includes(String(sent(event).verdict)),
	bearsTeachersSignature: ({ event }: Pick<Asked, "event">) => sent(event).signedByTeacher === true,
	signedScanSent: ({ event }: Pick<Asked, "event">) => sent(event).accepted === true,
	conclusionAttached: ({ context }: Pick<Asked, "context">) => context.conclusionAttached,
	completenessConfirmed: ({ event }: Pick<Asked, "event">) => sent(event).complete === true,
	groundDocumentAttached: ({ context }: Pick<Asked, "context">) => context.groundDocumentAttached,
	sittingHeld: ({ context, event }: Asked) => isHeld(context.chosen.sitting, today(event)),
	orderEntered: ({ context }: Pick<Asked, "context">) =>
		given(context.chosen.sitting?.orderNumber) && given(context.chosen.sitting?.orderDate),
	isGranted: ({ event }: Pick<Asked, "event">) => sent(event).decision === "granted",
	isRefused: ({ event }: Pick<Asked, "event">) => sent(event).decision === "refused",
	sourceGiven: ({ event }: Pick<Asked, "event">) =>
		given(sent(event).source) && given(sent(event).receivedOn),
	isInPerson: ({ context }: Pick<Asked, "context">) => context.attestationForm === "in_person",
	hasGroupHead: ({ context }: Pick<Asked, "context">) => context.hasGroupHead,
	paperReceived: ({ context }: Pick<Asked, "context">) => context.paperReceived,
}

/** A quorum is two thirds of the members (Order 196, on the commission's sittings). */
function isHeld(sitting: ApplicationFacts["chosen"]["sitting"], day: string): boolean {
	if (!sitting?.protocolNumber || !sitting.members || !sitting.present) return false
	return sitting.heldOn <= day && sitting.present * 3 >= sitting.members * 2
}
