import type { ApplicationFacts } from "./application.facts.ts"
import { type DocumentPurpose, PURPOSES } from "./document-purpose.ts"

/** A document attached to an application. */
export interface AttachedDocument {
	purpose: DocumentPurpose
	/** It was attached to the paper that was formed last, and that paper is still in force. */
	current: boolean
}

type AttachedFacts = Pick<ApplicationFacts, "scanAttached" | "annexAttached" | "groundDocumentAttached">

/** A paper formed anew must be signed anew; tables of results and the document of a ground stay good. */
export const stillCounts = ({ purpose, current }: AttachedDocument): boolean =>
	current || !PURPOSES[purpose].signedAnew

/** Which of the papers that are filed with an application are attached and count. */
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
 * The two papers without which nothing is filed (item 28 of the Order): the signed application, and the tables of results or,
 * in the simplified procedure, the document of its ground.
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
