import type { Columns } from "#app/workflow/subject.server.ts"
import type { ApplicationHappening } from "../application.subject.server.ts"
import { addAttachment, removeAttachment } from "./attachments.server.ts"
import {
	keepConclusion,
	keepDispute,
	keepNotSigned,
	keepSignedConclusion,
	keepVerdict,
	voidConclusion,
} from "./conclusion.server.ts"
import { keepDecision, recordCategory } from "./decision.server.ts"
import { beginAttempt, freezeForm, saveForm, voidForm } from "./form.server.ts"
import { sendLetter } from "./letter.server.ts"
import {
	assignJournalNumber,
	changeProcedure,
	discardWithdrawal,
	keepRejection,
	startReviewTerm,
} from "./registration.server.ts"
import {
	assignSchedule,
	clearSchedule,
	keepExpertAnswer,
	keepPaperDate,
	replaceExpert,
} from "./schedule.server.ts"

/** One handler per action name of the machine; a test holds the two lists against each other. */
export const applicationEffects: Record<
	string,
	(happening: ApplicationHappening) => Promise<Columns | undefined>
> = {
	saveForm,
	freezeForm,
	voidForm,
	beginAttempt,
	addAttachment,
	removeAttachment,
	startReviewTerm,
	assignJournalNumber,
	keepRejection,
	discardWithdrawal,
	changeProcedure,
	assignSchedule,
	clearSchedule,
	replaceExpert,
	keepExpertAnswer,
	keepPaperDate,
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
