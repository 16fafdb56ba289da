import type { ScanReport } from "#app/scans/judge-scan.ts"
import type { DocumentKind } from "#prisma/data/index.ts"
import type { KeptAttachment } from "./correct-attachment.server.ts"
import type { TakenFile } from "./take-files.server.ts"

/** The results of the checks that `attachment.add` makes before its transaction. */
export interface PreparedAttachments {
	kind: DocumentKind
	items: PreparedAttachment[]
	/** Set if an existing document is corrected instead of a new one added. */
	corrects: KeptAttachment | null
}

export interface PreparedAttachment {
	kind: DocumentKind
	file: TakenFile | null
	url: string | null
	/** What the codes on the sheets of a scan say. */
	report: ScanReport | null
	/** What looks wrong in the text of the file. */
	notes: string[]
}
