import type { Teacher } from "#app/documents/fill.ts"
import type { FileToKeep } from "#app/files/keep-file.server.ts"

/** The paper, rendered before the row is locked. `version` is the version of the row at that time. */
export interface IssuedForm {
	version: number
	document: FileToKeep
	/** The teacher as this paper names them. Every later paper about the application uses the same data. */
	teacher: Teacher
	printed: unknown
	/** Number and content hash of the revision, as the codes on its sheets state them. */
	number: number
	contentHash: string
}
