import type { SubjectName } from "#machines/lifecycles.ts"
import { APPLICATION, APPLICATION_FINAL, APPLICATION_STATES } from "./application.page.ts"
import { NEXT, type Page, SET } from "./page.ts"

const WITHDRAWAL: Page = {
	"withdrawal.submit": {
		moves: "formed → submitted",
		does: "keepScan",
		letters: "withdrawal-submitted → teacher, withdrawal-arrived → coordinators",
		changes: { scanHash: SET, scanReport: SET, submittedAt: SET },
		touches: "StoredFile",
		files: "scan",
	},
	"withdrawal.discard": { moves: "formed → discarded, submitted → discarded" },
	"withdrawal.register": {
		moves: "submitted → registered",
		does: "assignWithdrawalNumber withdrawApplication",
		letters: "withdrawal-registered → teacher",
		changes: { journalYear: 2026, journalNumber: NEXT, registeredAt: SET },
		touches: "Counter Application",
		brings: "application application.withdraw",
	},
	"withdrawal.reject": {
		moves: "submitted → rejected",
		does: "keepRejection",
		letters: "withdrawal-rejected → teacher",
		changes: { rejectionReason: "На скане нет подписи" },
		sends: { reason: "На скане нет подписи" },
	},
}

const SCHEDULE: Page = {
	"schedule.close": { moves: "forming → closed" },
	"schedule.reopen": {
		moves: "closed → forming",
		does: "keepReopening",
		changes: { closesOn: "2027-03-01", reopenReason: "Болел координатор" },
		sends: { reason: "Болел координатор", until: "01.03.2027" },
	},
	"schedule.approve": {
		moves: "closed → approved",
		does: "approveApplications",
		changes: { orderNumber: "902-р", orderDate: "2026-10-15", municipalityName: SET },
		sends: { orderNumber: "902-р", orderDate: "15.10.2026" },
		brings: "application schedule.approve",
	},
}

const INVITATION: Page = {
	"invitation.accept": {
		moves: "sent → accepted",
		does: "keepAccepted",
		// The login and the address come with the person, by a trigger.
		changes: { acceptedById: SET, searchUsername: SET, searchEmail: SET },
		touches: "Engagement",
	},
	"invitation.expire": { moves: "sent → expired" },
	"invitation.revoke": { moves: "sent → revoked" },
	"invitation.resend": {
		moves: "sent → sent, expired → sent",
		does: "renewToken sendInvitation",
		changes: { tokenHash: SET, expiresAt: SET, inviterId: SET },
	},
}

const LETTER: Page = {
	"letter.take": { moves: "queued → sending, sending → sending", does: "countAttempt" },
	"letter.deliver": { moves: "sending → sent", does: "keepSent" },
	"letter.fail": { moves: "sending → queued", does: "keepError scheduleRetry" },
	"letter.fail @last": { moves: "sending → failed", does: "keepError" },
	"letter.defer": { moves: "sending → queued", does: "keepError giveAttemptBack" },
	"letter.refuse": { moves: "sending → failed", does: "keepError markAddress" },
	"letter.return": { moves: "sent → returned", does: "keepError markAddress" },
	"letter.drop": { moves: "sending → dropped", does: "keepError" },
	"letter.resend": {
		moves: "failed → queued, returned → queued",
		does: "beginAnew",
		changes: { attempts: 0, dueAt: SET },
	},
}

export interface Lifecycle {
	/** The word for each state in lists. */
	states: Record<string, string>
	final: readonly string[]
	page: Page
}

/** The five lifecycles according to their description. */
export const PAGES: Record<SubjectName, Lifecycle> = {
	application: { states: APPLICATION_STATES, final: APPLICATION_FINAL, page: APPLICATION },
	withdrawal: {
		states: {
			formed: "Сформировано, не подано",
			submitted: "Подано",
			discarded: "Не отзывать",
			registered: "Зарегистрировано",
			rejected: "Отклонено",
		},
		final: ["discarded", "registered", "rejected"],
		page: WITHDRAWAL,
	},
	schedule: {
		states: { forming: "Формируется", closed: "Закрыт", approved: "Утверждён" },
		// No event leads out of an approved schedule, but it is not final, because it continues as the public page.
		final: [],
		page: SCHEDULE,
	},
	invitation: {
		states: { sent: "Отправлено", accepted: "Принято", expired: "Срок истёк", revoked: "Отозвано" },
		final: ["accepted", "revoked"],
		page: INVITATION,
	},
	letter: {
		states: {
			queued: "В очереди",
			sending: "Отправляется",
			sent: "Отправлено",
			failed: "Не отправлено",
			returned: "Вернулось",
			dropped: "Не понадобилось",
		},
		final: ["dropped"],
		page: LETTER,
	},
}
