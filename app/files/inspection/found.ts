import type { FileType } from "../file-types.ts"
import { FileRefusal, type RefusalCode } from "../refusals.ts"

/** What a container turned out to contain: a type that the system accepts, or the Russian name of another one. */
export type Found = { type: FileType } | { other: string }

/** `reason`: the Russian sentence for the person who sent the file. */
export interface RefusedContent {
	ok: false
	code: RefusalCode
	reason: string
}

/** An error loses its class between processes, so a refusal is passed as data. */
export function asRefused(error: unknown): RefusedContent {
	if (!(error instanceof FileRefusal)) throw error
	return { ok: false, code: error.code, reason: error.message }
}
