import type { RefusedContent } from "./inspection/found.ts"
import type { InspectedContent } from "./inspection/inspect-content.server.ts"
import { inspectors, verdict } from "./inspectors.server.ts"
import { FileRefusal } from "./refusals.ts"

export type InspectedFile = InspectedContent
export type Inspection = InspectedContent | RefusedContent

/**
 * Looks at a file by its content: what it is, whether it may be kept, how many pages it has and which are blank. A process of
 * its own does it, within limits of time and memory. Of an archive only the directory is looked at: `unpackArchive` does more.
 *
 * @param originalName as the sender called it; used only to name the file in a refusal
 * @param accepts the types that the kind of document takes (`accepts` of the list of document kinds)
 * @param archive the archive in which the file lay
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
