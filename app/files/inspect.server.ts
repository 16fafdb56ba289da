import type { RefusedContent } from "./inspection/found.ts"
import type { InspectedContent } from "./inspection/inspect-content.server.ts"
import { inspectors, verdict } from "./inspectors.server.ts"
import { FileRefusal } from "./refusals.ts"

export type InspectedFile = InspectedContent
export type Inspection = InspectedContent | RefusedContent

/**
 * Inspects a file by its content: what it is, whether it may be stored, how many pages it has and which are blank. A
 * separate process does this, with limits of time and memory. Of an archive only the directory is inspected;
 * `unpackArchive` does the rest.
 *
 * @param originalName the sender's name, used only to name the file in a refusal
 * @param accepts the types that the document kind accepts (`accepts` in the list of document kinds)
 * @param archive the archive that contained the file
 */
export async function inspectFile(
	path: string,
	originalName: string,
	accepts: readonly string[],
	archive?: string,
): Promise<Inspection> {
	try {
		const asked = inspectors.run("file.inspect", { path, name: originalName, accepts, archive })
		return await verdict(asked, originalName)
	} catch (error) {
		if (error instanceof FileRefusal) return { ok: false, code: error.code, reason: error.message }
		throw error
	}
}
