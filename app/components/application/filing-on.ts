import type { FilingView } from "#app/domain/application/filing/filing.view.server.ts"
import type { ActingOn } from "../acts/acting-on.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"

/** The application on «Подать заявление», as the forms of its events need it. */
export const filingOn = (
	{ cabinet, id, version, events, conclusion }: FilingView,
	refusal: RefusalAnswer | null,
): ActingOn => ({
	noun: "application",
	cabinet,
	id,
	version,
	events,
	refusal,
	given: { accepts: { signed_conclusion: conclusion?.accepts ?? [] } },
})
