import type { ApplicationFacts } from "./application.facts.ts"
import { ASKED, type Consequence } from "./lifecycle.ts"

const none: Consequence<ApplicationFacts> = () => ({})

/**
 * What each action does to the facts that guards read, as far as the event alone tells it. A copy on which events are tried
 * goes by it; the server reads its facts anew each time.
 */
export const applicationConsequences: Record<string, Consequence<ApplicationFacts>> = {
	saveForm: ASKED,
	// A paper formed anew is to be signed anew. Of a void one a scan may count again only if it came before any paper.
	freezeForm: () => ({ scanAttached: false }),
	voidForm: ({ enteredForTeacher }) => (enteredForTeacher ? {} : { scanAttached: false }),
	beginAttempt: ({ enteredForTeacher }) => (enteredForTeacher ? {} : { scanAttached: false }),
	addAttachment: ASKED,
	removeAttachment: ASKED,
	startReviewTerm: none,
	assignJournalNumber: none,
	keepRejection: none,
	assignSchedule: ASKED,
	clearSchedule: () => ({ schedule: null, periodStartsOn: null, evidenceUntil: null, expertIds: [] }),
	replaceExpert: ASKED,
	keepExpertAnswer: none,
	// Passed on is only what was received.
	keepPaperDate: () => ({ paperReceived: true }),
	keepConclusion: () => ({ conclusionAttached: true }),
	keepSignedConclusion: none,
	keepDispute: none,
	keepNotSigned: none,
	keepVerdict: none,
	voidConclusion: () => ({ conclusionAttached: false }),
	keepDecision: none,
	recordCategory: none,
	changeProcedure: () => ({ procedure: "general" }),
	discardWithdrawal: () => ({ withdrawalWaits: false }),
	sendLetter: none,
}
