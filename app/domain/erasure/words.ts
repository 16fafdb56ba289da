import { handOf } from "#app/workflow/fold.ts"
import type { JournalRow, Scrub } from "#app/workflow/journal-row.ts"

/** Codes, days and votes in the data of events. They say nothing in anybody's own words, and papers of others need them. */
const KEPT_DATA = new Set([
	"decision",
	"verdict",
	"kind",
	"reasonCode",
	"period",
	"expert1",
	"expert2",
	"expert",
	"seat",
	"criterion",
	"votesFor",
	"votesAgainst",
	"votesAbstained",
	"orderNumber",
	"orderDate",
	"sittingId",
	"visitOn",
	"visitAgainOn",
	"materialsBy",
	"source",
	"receivedOn",
	"role",
	"municipalityCode",
])

/** Data of an event that people write in their own words. */
const WORDS = [
	"reason",
	"comment",
	"remark",
	"materials",
	"visitNote",
	"colleagueReason",
	"colleagueReason1",
	"colleagueReason2",
	"note",
]

const ERASED_REASON = "Удалено по сроку хранения"

/** A move by hand stays valid only with its two people and a reason. */
const reasonLeft = ({ data, reason }: JournalRow) => (reason !== null && handOf(data) ? ERASED_REASON : null)

/** Everything that people wrote or filled in goes. */
export const withoutContent: Scrub = (row) => ({
	data: handOf(row.data)
		? row.data
		: Object.fromEntries(Object.entries(row.data).filter(([key]) => KEPT_DATA.has(key))),
	reason: reasonLeft(row),
	actorName: row.actorName,
})

/** Only reasons and remarks go. */
export const withoutWords: Scrub = (row) => ({
	data: handOf(row.data)
		? row.data
		: Object.fromEntries(Object.entries(row.data).filter(([key]) => !WORDS.includes(key))),
	reason: reasonLeft(row),
	actorName: row.actorName,
})
