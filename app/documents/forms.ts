import { agenda } from "#templates/documents/agenda/agenda.fields.ts"
import { annex } from "#templates/documents/annex/annex.fields.ts"
import { application } from "#templates/documents/application/application.fields.ts"
import { conclusion } from "#templates/documents/conclusion/conclusion.fields.ts"
import { consent } from "#templates/documents/consent/consent.fields.ts"
import { consolidatedSchedule } from "#templates/documents/consolidated-schedule/consolidated-schedule.fields.ts"
import { expertContract } from "#templates/documents/expert-contract/expert-contract.fields.ts"
import { extract } from "#templates/documents/extract/extract.fields.ts"
import { helpSheet } from "#templates/documents/help-sheet/help-sheet.fields.ts"
import { notice } from "#templates/documents/notice/notice.fields.ts"
import { order } from "#templates/documents/order/order.fields.ts"
import { protocol } from "#templates/documents/protocol/protocol.fields.ts"
import { registrationJournal } from "#templates/documents/registration-journal/registration-journal.fields.ts"
import { rejectionNotice } from "#templates/documents/rejection-notice/rejection-notice.fields.ts"
import { schedule } from "#templates/documents/schedule/schedule.fields.ts"
import { withdrawal } from "#templates/documents/withdrawal/withdrawal.fields.ts"
import { withdrawalsJournal } from "#templates/documents/withdrawals-journal/withdrawals-journal.fields.ts"
import type { DocumentForm } from "#templates/form.ts"

/** Every Word form of the program. A new one needs a folder in `templates/documents` and a line here. */
export const documentForms = {
	application,
	annex,
	withdrawal,
	consent,
	notice,
	"rejection-notice": rejectionNotice,
	extract,
	"registration-journal": registrationJournal,
	"withdrawals-journal": withdrawalsJournal,
	schedule,
	"consolidated-schedule": consolidatedSchedule,
	conclusion,
	"expert-contract": expertContract,
	agenda,
	protocol,
	order,
	"help-sheet": helpSheet,
} as const

export type DocumentFormId = keyof typeof documentForms

/** A form by the name of its folder, for code that treats all forms alike. */
export function formNamed(id: string): DocumentForm | null {
	const forms: Readonly<Record<string, DocumentForm>> = documentForms
	return Object.hasOwn(forms, id) ? (forms[id] ?? null) : null
}
