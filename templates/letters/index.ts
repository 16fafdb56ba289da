import { accountsMerged } from "./accounts-merged.ts"
import { applicationArrived } from "./application-arrived.ts"
import type { ApplicationLetterData } from "./application-data.ts"
import { applicationDecided } from "./application-decided.ts"
import { applicationRegistered } from "./application-registered.ts"
import { applicationRejected } from "./application-rejected.ts"
import { applicationSubmitted } from "./application-submitted.ts"
import { applicationWithdrawn } from "./application-withdrawn.ts"
import { clockHeld } from "./clock-held.ts"
import { conclusionArrived } from "./conclusion-arrived.ts"
import { conclusionAttached } from "./conclusion-attached.ts"
import { conclusionDisputed } from "./conclusion-disputed.ts"
import { conclusionReturned } from "./conclusion-returned.ts"
import { conclusionSigned } from "./conclusion-signed.ts"
import { conclusionUnsigned } from "./conclusion-unsigned.ts"
import { departureReported } from "./departure-reported.ts"
import { digest } from "./digest.ts"
import { emailChangeAsked } from "./email-change-asked.ts"
import { emailChanged } from "./email-changed.ts"
import { emailConfirmation } from "./email-confirmation.ts"
import { emailCorrected } from "./email-corrected.ts"
import { expertAssigned } from "./expert-assigned.ts"
import { expertDeclined } from "./expert-declined.ts"
import { expertReleased } from "./expert-released.ts"
import { expertReplaced } from "./expert-replaced.ts"
import { helped } from "./helped.ts"
import { invitation } from "./invitation.ts"
import type { Letter } from "./letter.ts"
import { logins } from "./logins.ts"
import { materialsAsked } from "./materials-asked.ts"
import { newSignIn } from "./new-sign-in.ts"
import { passwordReset } from "./password-reset.ts"
import { procedureChanged } from "./procedure-changed.ts"
import { approvalDay } from "./reminders/approval-day.ts"
import { categoryEnds } from "./reminders/category-ends.ts"
import { conclusionDue } from "./reminders/conclusion-due.ts"
import { conclusionLate } from "./reminders/conclusion-late.ts"
import { conclusionsDay } from "./reminders/conclusions-day.ts"
import { contractHalfYear } from "./reminders/contract-half-year.ts"
import { decisionNear } from "./reminders/decision-near.ts"
import { evidenceNear } from "./reminders/evidence-near.ts"
import { evidenceNearSchool } from "./reminders/evidence-near-school.ts"
import { groupPapers } from "./reminders/group-papers.ts"
import { notSubmitted } from "./reminders/not-submitted.ts"
import { paperToHead } from "./reminders/paper-to-head.ts"
import { registrationDay } from "./reminders/registration-day.ts"
import type { ReminderData } from "./reminders/reminder.ts"
import { reviewNear } from "./reminders/review-near.ts"
import { reviewOver } from "./reminders/review-over.ts"
import { scheduleClosing } from "./reminders/schedule-closing.ts"
import { signatureAwaited } from "./reminders/signature-awaited.ts"
import { repairProposed } from "./repair-proposed.ts"
import { roleEnded } from "./role-ended.ts"
import { scheduleApproved } from "./schedule-approved.ts"
import { scheduleAssigned } from "./schedule-assigned.ts"
import { scheduleCleared } from "./schedule-cleared.ts"
import { secondAccount } from "./second-account.ts"
import { secondFactorReset } from "./second-factor-reset.ts"
import { sittingCalled } from "./sitting-called.ts"
import { sittingCalledOff } from "./sitting-called-off.ts"
import { sittingCancelled } from "./sitting-cancelled.ts"
import { sittingMoved } from "./sitting-moved.ts"
import { visitsProposed } from "./visits-proposed.ts"
import { withdrawalArrived } from "./withdrawal-arrived.ts"
import { withdrawalFormed } from "./withdrawal-formed.ts"
import { withdrawalRegistered } from "./withdrawal-registered.ts"
import { withdrawalRejected } from "./withdrawal-rejected.ts"
import { withdrawalSubmitted } from "./withdrawal-submitted.ts"

/** Letters about an application, most of which the machines name. All of them get the same data. */
export const APPLICATION_LETTERS = {
	"application-submitted": applicationSubmitted,
	"application-arrived": applicationArrived,
	"application-registered": applicationRegistered,
	"application-rejected": applicationRejected,
	"application-withdrawn": applicationWithdrawn,
	"application-decided": applicationDecided,
	"procedure-changed": procedureChanged,
	"schedule-assigned": scheduleAssigned,
	"schedule-cleared": scheduleCleared,
	"schedule-approved": scheduleApproved,
	"expert-assigned": expertAssigned,
	"expert-replaced": expertReplaced,
	"expert-released": expertReleased,
	"expert-declined": expertDeclined,
	"visits-proposed": visitsProposed,
	"materials-asked": materialsAsked,
	"departure-reported": departureReported,
	"conclusion-arrived": conclusionArrived,
	"conclusion-attached": conclusionAttached,
	"conclusion-disputed": conclusionDisputed,
	"conclusion-signed": conclusionSigned,
	"conclusion-unsigned": conclusionUnsigned,
	"conclusion-returned": conclusionReturned,
	"sitting-called": sittingCalled,
	"sitting-moved": sittingMoved,
	"sitting-called-off": sittingCalledOff,
	"sitting-cancelled": sittingCancelled,
	"withdrawal-formed": withdrawalFormed,
	"withdrawal-submitted": withdrawalSubmitted,
	"withdrawal-arrived": withdrawalArrived,
	"withdrawal-registered": withdrawalRegistered,
	"withdrawal-rejected": withdrawalRejected,
} satisfies Record<string, Letter<ApplicationLetterData>>

/** Reminders of deadlines, which the rules in `app/domain/notice` name. All of them get the same data. */
export const REMINDERS = {
	"approval-day": approvalDay,
	"category-ends": categoryEnds,
	"conclusion-due": conclusionDue,
	"conclusion-late": conclusionLate,
	"conclusions-day": conclusionsDay,
	"contract-half-year": contractHalfYear,
	"decision-near": decisionNear,
	"evidence-near": evidenceNear,
	"evidence-near-school": evidenceNearSchool,
	"group-papers": groupPapers,
	"not-submitted": notSubmitted,
	"paper-to-head": paperToHead,
	"registration-day": registrationDay,
	"review-near": reviewNear,
	"review-over": reviewOver,
	"schedule-closing": scheduleClosing,
	"signature-awaited": signatureAwaited,
} satisfies Record<string, Letter<ReminderData>>

/** Every letter of the system, by its kind: the name of its file. */
export const LETTERS = {
	invitation,
	"email-confirmation": emailConfirmation,
	"password-reset": passwordReset,
	logins,
	"email-change-asked": emailChangeAsked,
	"email-corrected": emailCorrected,
	"email-changed": emailChanged,
	"role-ended": roleEnded,
	helped,
	"new-sign-in": newSignIn,
	"second-factor-reset": secondFactorReset,
	"second-account": secondAccount,
	"accounts-merged": accountsMerged,
	"repair-proposed": repairProposed,
	"clock-held": clockHeld,
	digest,
	...APPLICATION_LETTERS,
	...REMINDERS,
}

export type LetterKind = keyof typeof LETTERS
export type ReminderKind = keyof typeof REMINDERS
export type ApplicationLetterKind = keyof typeof APPLICATION_LETTERS
export type LetterData<Kind extends LetterKind> = (typeof LETTERS)[Kind]["sample"]

/** Machines name letters by plain strings; this narrows the string to a known letter. */
export const isApplicationLetter = (name: string): name is ApplicationLetterKind =>
	Object.hasOwn(APPLICATION_LETTERS, name)

export const isLetterKind = (name: string): name is LetterKind => Object.hasOwn(LETTERS, name)
