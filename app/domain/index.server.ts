import "./invitation/invitation.commands.server.ts"
import { letterCommands } from "#app/letters/commands.server.ts"
import { letterSubject } from "#app/letters/letter.subject.server.ts"
import { register } from "#app/workflow/registry.server.ts"
import type { AnyCommand, Subject } from "#app/workflow/subject.server.ts"
import { applicationSubject } from "./application/application.subject.server.ts"
import { assessConclusion } from "./application/assessment/assess-conclusion.server.ts"
import { attachConclusion, replaceConclusion } from "./application/assessment/attach-conclusion.server.ts"
import { disputeConclusion } from "./application/assessment/dispute-conclusion.server.ts"
import { proceedConclusion } from "./application/assessment/proceed-conclusion.server.ts"
import { returnConclusion } from "./application/assessment/return-conclusion.server.ts"
import { signConclusion } from "./application/assessment/sign-conclusion.server.ts"
import { admitApplication } from "./application/decision/admit-application.server.ts"
import { decideApplication } from "./application/decision/decide-application.server.ts"
import { correctEntry } from "./application/entry/correct-entry.server.ts"
import { addAttachment } from "./application/filing/add-attachment.server.ts"
import { receiveApplication } from "./application/filing/receive-application.server.ts"
import { removeAttachment } from "./application/filing/remove-attachment.server.ts"
import { submitApplication } from "./application/filing/submit-application.server.ts"
import { discardDraft, restoreDraft } from "./application/form/discard-draft.server.ts"
import { issueForm } from "./application/form/issue-form.server.ts"
import { reopenForm } from "./application/form/reopen-form.server.ts"
import { reviseApplication } from "./application/form/revise-application.server.ts"
import { saveForm } from "./application/form/save-form.server.ts"
import { changeProcedure } from "./application/registration/change-procedure.server.ts"
import { registerApplication } from "./application/registration/register-application.server.ts"
import { rejectApplication } from "./application/registration/reject-application.server.ts"
import { approveApplication } from "./application/scheduling/approve-application.server.ts"
import { assignSchedule } from "./application/scheduling/assign-schedule.server.ts"
import { clearSchedule } from "./application/scheduling/clear-schedule.server.ts"
import { acceptAssignment, declineAssignment } from "./expert/answer-assignment.server.ts"
import { askMaterials, proposeVisits, reportDeparture } from "./expert/contact-teacher.server.ts"
import { passPaper, receivePaper, unmarkPaper } from "./expert/pass-paper.server.ts"
import { replaceExpert } from "./expert/replace-expert.server.ts"
import { approveSchedule } from "./schedule/approve-schedule.server.ts"
import { closeSchedule, reopenSchedule } from "./schedule/close-schedule.server.ts"
import { scheduleSubject } from "./schedule/schedule.subject.server.ts"
import { registerWithdrawal, rejectWithdrawal } from "./withdrawal/answer-withdrawal.server.ts"
import { discardWithdrawal, submitWithdrawal } from "./withdrawal/submit-withdrawal.server.ts"
import { withdrawApplication } from "./withdrawal/withdraw-application.server.ts"
import { withdrawalSubject } from "./withdrawal/withdrawal.subject.server.ts"

/**
 * Registers every noun and its commands with the engine. Code that dispatches must import this file, because a command that
 * is not in the list does not exist.
 */
const nouns: readonly [Subject, readonly unknown[]][] = [
	[
		applicationSubject,
		[
			saveForm,
			issueForm,
			reopenForm,
			discardDraft,
			restoreDraft,
			addAttachment,
			removeAttachment,
			submitApplication,
			receiveApplication,
			correctEntry,
			registerApplication,
			rejectApplication,
			reviseApplication,
			assignSchedule,
			clearSchedule,
			approveApplication,
			replaceExpert,
			acceptAssignment,
			declineAssignment,
			proposeVisits,
			askMaterials,
			reportDeparture,
			receivePaper,
			passPaper,
			unmarkPaper,
			attachConclusion,
			replaceConclusion,
			signConclusion,
			disputeConclusion,
			proceedConclusion,
			assessConclusion,
			returnConclusion,
			admitApplication,
			changeProcedure,
			decideApplication,
			withdrawApplication,
		],
	],
	[withdrawalSubject, [submitWithdrawal, discardWithdrawal, registerWithdrawal, rejectWithdrawal]],
	[scheduleSubject, [closeSchedule, reopenSchedule, approveSchedule]],
	[letterSubject, letterCommands],
]

for (const [subject, commands] of nouns) register(subject, commands as readonly AnyCommand[])
