interface PurposeRules {
	/**
	 * What the document is a part of. A paper of the application can be replaced. Evidence may be a link and may change its
	 * kind. Documents of a conclusion or a withdrawal are sent with the events of those.
	 */
	partOf: "application" | "evidence" | "conclusion" | "withdrawal"
	/** A new one replaces the old one. */
	single: boolean
	/** True if it is valid only for the paper that was signed. A newly formed paper needs a new signature. */
	signedAnew: boolean
	/** What several files sent together are: pages of one document, separate documents, or a scan and its tables. */
	files: "pages" | "documents" | "scanAndTables"
}

/** The purposes of documents, and the rules of each. Every kind of document in the reference data names its purpose. */
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

/** True for the application's own papers, which do not include its evidence. */
export const isPaper = (purpose: DocumentPurpose): boolean => PURPOSES[purpose].partOf === "application"
