import type { ScanReport } from "#app/scans/judge-scan.ts"
import type { DocumentKind } from "#prisma/data/index.ts"
import type { KeptAttachment } from "./correct-attachment.server.ts"
import type { TakenFile } from "./take-files.server.ts"

/** What `attachment.add` has checked before its transaction begins. */
export interface PreparedAttachments {
	kind: DocumentKind
	items: PreparedAttachment[]
	/** Set when a document that is there already takes the place of a new one. */
	corrects: KeptAttachment | null
}

export interface PreparedAttachment {
	kind: DocumentKind
	file: TakenFile | null
	url: string | null
	/** What the codes on the sheets of a scan say. */
	report: ScanReport | null
}
