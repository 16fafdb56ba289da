import { annex } from "#templates/documents/annex/annex.fields.ts"
import { application } from "#templates/documents/application/application.fields.ts"
import { conclusion } from "#templates/documents/conclusion/conclusion.fields.ts"
import { registrationJournal } from "#templates/documents/registration-journal/registration-journal.fields.ts"
import { schedule } from "#templates/documents/schedule/schedule.fields.ts"
import { withdrawal } from "#templates/documents/withdrawal/withdrawal.fields.ts"
import { withdrawalsJournal } from "#templates/documents/withdrawals-journal/withdrawals-journal.fields.ts"

/** Every Word form of the house. A new one is a folder in `templates/documents` and a line here. */
export const documentForms = {
	application,
	annex,
	withdrawal,
	schedule,
	conclusion,
	"registration-journal": registrationJournal,
	"withdrawals-journal": withdrawalsJournal,
} as const

export type DocumentFormId = keyof typeof documentForms
