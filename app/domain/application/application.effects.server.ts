import type { Columns } from "#app/workflow/subject.server.ts"
import type { ApplicationTransition } from "./application.transition.ts"
import {
	keepConclusion,
	keepDispute,
	keepNotSigned,
	keepSignedConclusion,
	keepVerdict,
	voidConclusion,
} from "./assessment/conclusion.effects.server.ts"
import { keepDeparture, keepMaterialsAsked, keepVisits } from "./assessment/contact.effects.server.ts"
import { keepDecision, recordCategory } from "./decision/decision.effects.server.ts"
import { correctEntry } from "./entry/entry.effects.server.ts"
import { addAttachment, removeAttachment } from "./filing/attachments.effects.server.ts"
import { beginAttempt, freezeForm, saveForm, voidForm } from "./form/form.effects.server.ts"
import { sendLetter } from "./letter.effects.server.ts"
import {
	assignJournalNumber,
	changeProcedure,
	discardWithdrawal,
	keepRejection,
	startReviewTerm,
} from "./registration/registration.effects.server.ts"
import {
	assignSchedule,
	clearSchedule,
	dropPaperDate,
	keepExpertAnswer,
	keepPaperDate,
	replaceExpert,
} from "./scheduling/schedule.effects.server.ts"

/** One handler for each action name of the machine; a test compares the two lists. */
export const applicationEffects: Record<
	string,
	(transition: ApplicationTransition) => Promise<Columns | undefined>
> = {
	saveForm,
	freezeForm,
	voidForm,
	beginAttempt,
	addAttachment,
	removeAttachment,
	correctEntry,
	startReviewTerm,
	assignJournalNumber,
	keepRejection,
	discardWithdrawal,
	changeProcedure,
	assignSchedule,
	clearSchedule,
	replaceExpert,
	keepExpertAnswer,
	keepVisits,
	keepMaterialsAsked,
	keepDeparture,
	keepPaperDate,
	dropPaperDate,
	keepConclusion,
	keepSignedConclusion,
	keepDispute,
	keepNotSigned,
	keepVerdict,
	voidConclusion,
	keepDecision,
	recordCategory,
	sendLetter,
}
