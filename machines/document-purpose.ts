interface PurposeRules {
	/**
	 * Papers of the application itself are replaced; its evidence may be a link and may be filed anew under another kind; what
	 * belongs to the conclusion or to a withdrawal comes with their own events.
	 */
	partOf: "application" | "evidence" | "conclusion" | "withdrawal"
	/** A new one takes the place of the old. */
	single: boolean
	/** Counts for the paper that it was signed on: one formed anew is signed anew. */
	signedAnew: boolean
	/** What the files of one sending are: pages of one document, a document each, or a scan and its tables. */
	files: "pages" | "documents" | "scanAndTables"
}

/** What a document is to the application, and what therefore holds for it; the kinds of the reference data each name one. */
export const PURPOSES = {
	application_scan: { partOf: "application", single: true, signedAnew: true, files: "scanAndTables" },
	results_annex: { partOf: "application", single: true, signedAnew: false, files: "pages" },
	simplified_ground: { partOf: "application", single: false, signedAnew: false, files: "pages" },
	evidence: { partOf: "evidence", single: false, signedAnew: false, files: "documents" },
	lesson_link: { partOf: "evidence", single: false, signedAnew: false, files: "pages" },
	conclusion: { partOf: "conclusion", single: false, signedAnew: false, files: "pages" },
	signed_conclusion: { partOf: "conclusion", single: false, signedAnew: false, files: "pages" },
	withdrawal_scan: { partOf: "withdrawal", single: false, signedAnew: false, files: "pages" },
} as const satisfies Record<string, PurposeRules>

export type DocumentPurpose = keyof typeof PURPOSES

export const isEvidence = (purpose: DocumentPurpose): boolean => PURPOSES[purpose].partOf === "evidence"

/** The application's own papers, without its evidence. */
export const isPaper = (purpose: DocumentPurpose): boolean => PURPOSES[purpose].partOf === "application"
