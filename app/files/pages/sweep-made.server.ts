import { readdir, rm, stat } from "node:fs/promises"
import { join } from "node:path"

/** People look at an application for some weeks. Later its pages are rendered again on request. */
const KEPT_MS = 30 * 24 * 3_600_000

/** Clears `made/ab/cdef…/` of what was made of contents that are gone, and of what was made long ago. */
export async function sweepMade(
	root: string,
	{ now, has }: { now: Date; has: (hash: string) => Promise<boolean> },
): Promise<void> {
	for (const start of await namesIn(root))
		for (const rest of await namesIn(join(root, start))) {
			const folder = join(root, start, rest)
			const isOld = now.getTime() - (await stat(folder)).mtimeMs > KEPT_MS
			if (isOld || !(await has(start + rest))) await rm(folder, { recursive: true, force: true })
		}
}

const namesIn = (folder: string): Promise<string[]> =>
	readdir(folder).catch((error: unknown) => {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return []
		throw error
	})
