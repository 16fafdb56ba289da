import type { Teacher } from "#app/documents/fill.ts"
import type { FileToKeep } from "#app/files/keep-file.server.ts"

/** The paper, rendered before the lock; `version` is that of the row it was rendered from. */
export interface IssuedForm {
	version: number
	document: FileToKeep
	/** The teacher as named on the paper, for every later paper about this application. */
	teacher: Teacher
	printed: unknown
	/** Number of the revision and the hash of what it prints, as its sheets say them. */
	number: number
	contentHash: string
}
