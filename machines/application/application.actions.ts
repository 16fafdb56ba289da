import { type Consequence, UNKNOWABLE } from "../lifecycle.ts"
import type { ApplicationFacts } from "./application.facts.ts"

const changesNoFact: Consequence<ApplicationFacts> = () => ({})
/** A new paper needs a new signature. Only a paper application keeps its scan, because the scan existed before the form was filled in. */
const voidsScan: Consequence<ApplicationFacts> = ({ enteredForTeacher }) =>
	enteredForTeacher ? {} : { scanAttached: false }

/**
 * Every action of the application, with its effect on the facts that guards read, as far as this follows from the event
 * alone. It is used only for a copy on which events are tried. The server carries the action out and reads the facts again.
 */
export const applicationActions = {
	saveForm: UNKNOWABLE,
	freezeForm: () => ({ scanAttached: false }),
	voidForm: voidsScan,
	beginAttempt: voidsScan,
	addAttachment: UNKNOWABLE,
	removeAttachment: UNKNOWABLE,
	correctEntry: UNKNOWABLE,
	startReviewTerm: changesNoFact,
	assignJournalNumber: changesNoFact,
	keepRejection: changesNoFact,
	assignSchedule: UNKNOWABLE,
	clearSchedule: () => ({ schedule: null, periodStartsOn: null, evidenceUntil: null, expertIds: [] }),
	replaceExpert: UNKNOWABLE,
	keepExpertAnswer: changesNoFact,
	keepVisits: changesNoFact,
	keepMaterialsAsked: changesNoFact,
	keepDeparture: changesNoFact,
	// Both paper events use this. A paper can only be passed on after it was received.
	keepPaperDate: () => ({ paperReceived: true }),
	// The facts do not say which of the two marks was the last one.
	dropPaperDate: UNKNOWABLE,
	keepConclusion: () => ({ conclusionAttached: true }),
	keepSignedConclusion: changesNoFact,
	keepDispute: changesNoFact,
	keepNotSigned: changesNoFact,
	keepVerdict: changesNoFact,
	voidConclusion: () => ({ conclusionAttached: false }),
	keepDecision: changesNoFact,
	recordCategory: changesNoFact,
	changeProcedure: () => ({ procedure: "general" }),
	discardWithdrawal: () => ({ withdrawalWaits: false }),
	sendLetter: changesNoFact,
} satisfies Record<string, Consequence<ApplicationFacts>>
