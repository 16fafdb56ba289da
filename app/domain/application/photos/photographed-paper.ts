import type { ApplicationEventType } from "#machines/application/application.texts.ts"
import { PURPOSES } from "#machines/application/document-purpose.ts"
import { kindNamed } from "../filing/document-kind.ts"

type AttachingEvents = readonly [ApplicationEventType, ...ApplicationEventType[]]

/** A paper that may be photographed page by page. */
export interface PhotographedPaper {
	title: string
	/** The events that attach it. Of several, only one is possible at a time. */
	events: AttachingEvents
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
		return { title, events: ["attachment.add"], kind: null, criterion }
	}
	const kind = kindNamed(key)
	const events = kind && eventsOf(kind.purpose)
	return events ? { title: kind.name, events, kind: kind.code, criterion: "" } : null
}

function eventsOf(purpose: keyof typeof PURPOSES): AttachingEvents | null {
	if (purpose === "conclusion") return ["conclusion.attach", "conclusion.replace"]
	if (purpose === "signed_conclusion") return ["conclusion.sign"]
	return PURPOSES[purpose].partOf === "application" ? ["attachment.add"] : null
}
