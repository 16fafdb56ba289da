import type { ApplicationFacts } from "./application.facts.ts"
import { type DocumentPurpose, PURPOSES } from "./document-purpose.ts"

/** A document attached to an application. */
export interface AttachedDocument {
	purpose: DocumentPurpose
	/** True if it was attached to the latest formed paper, and that paper is still in force. */
	current: boolean
}

type AttachedFacts = Pick<ApplicationFacts, "scanAttached" | "annexAttached" | "groundDocumentAttached">

/** A newly formed paper must be signed again. Tables of results and the document of a ground stay valid. */
export const stillCounts = ({ purpose, current }: AttachedDocument): boolean =>
	current || !PURPOSES[purpose].signedAnew

/** Which of the required papers are attached and valid. */
export function attachedFacts(documents: readonly AttachedDocument[]): AttachedFacts {
	const has = (purpose: DocumentPurpose) =>
		documents.some((one) => one.purpose === purpose && stillCounts(one))
	return {
		scanAttached: has("application_scan"),
		annexAttached: has("results_annex"),
		groundDocumentAttached: has("simplified_ground"),
	}
}

export interface FiledPaper {
	purpose: "application_scan" | "results_annex" | "simplified_ground"
	attached: boolean
}

/**
 * The two papers required for submission (item 28 of the Order): the signed application, and the tables of results or, in
 * the simplified procedure, the document that proves its ground.
 */
export function filedPapers(
	facts: AttachedFacts & { procedure: string | null },
): readonly [scan: FiledPaper, results: FiledPaper] {
	return [
		{ purpose: "application_scan", attached: facts.scanAttached },
		facts.procedure === "simplified"
			? { purpose: "simplified_ground", attached: facts.groundDocumentAttached }
			: { purpose: "results_annex", attached: facts.annexAttached },
	]
}
