import type { ApplicationEventType } from "#machines/application/application.texts.ts"
import { PURPOSES } from "#machines/application/document-purpose.ts"
import { kindNamed } from "../filing/document-kind.ts"

type Attaching =
	| { subject: "application"; events: readonly [ApplicationEventType, ...ApplicationEventType[]] }
	| { subject: "withdrawal"; events: readonly ["withdrawal.submit"] }

/** A paper that may be photographed page by page, and the events that attach it. Of several, only one is possible at a time. */
export type PhotographedPaper = Attaching & {
	title: string
	/** Code of the document kind. Null for evidence: the person chooses the kind when the pages are complete. */
	kind: string | null
	/** The показатель that the evidence proves, as its form names it. */
	criterion: string
}

const EVIDENCE = /^evidence(?:-([1-5]))?$/

/** The paper that an address names: the code of its kind, or evidence for one показатель. Null if it takes no photographs. */
export function photographedPaper(key: string): PhotographedPaper | null {
	const evidence = EVIDENCE.exec(key)
	if (evidence) {
		const criterion = evidence[1] ?? ""
		const title = criterion ? `Документ к показателю ${criterion}` : "Другой документ"
		return { title, subject: "application", events: ["attachment.add"], kind: null, criterion }
	}
	const kind = kindNamed(key)
	const attaching = kind && attachingOf(kind.purpose)
	return attaching ? { title: kind.name, ...attaching, kind: kind.code, criterion: "" } : null
}

function attachingOf(purpose: keyof typeof PURPOSES): Attaching | null {
	const application = "application" as const
	if (purpose === "conclusion")
		return { subject: application, events: ["conclusion.attach", "conclusion.replace"] }
	if (purpose === "signed_conclusion") return { subject: application, events: ["conclusion.sign"] }
	if (purpose === "withdrawal_scan") return { subject: "withdrawal", events: ["withdrawal.submit"] }
	return PURPOSES[purpose].partOf === "application"
		? { subject: application, events: ["attachment.add"] }
		: null
}
