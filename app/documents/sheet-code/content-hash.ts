import { createHash } from "node:crypto"
import { codeHash, type PaperKind, paperIdOf, type SheetCode } from "./sheet-code.ts"

/** Sorts keys at every depth, because a database may return them in another order. */
function ordered(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(ordered)
	if (!value || typeof value !== "object") return value
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, inner]) => [key, ordered(inner)]),
	)
}

/** The hexadecimal hash of the fields that a form prints. It cannot be the hash of the file, because the file contains it. */
export const contentHashOf = (fields: object): string =>
	createHash("sha256")
		.update(JSON.stringify(ordered(fields)))
		.digest("hex")

/** The code of a paper rendered on request: the row it belongs to, its edition, and the hash of its content. */
export const codeOfPaper = (
	{ paperKey }: { paperKey: string },
	kind: PaperKind,
	version: number,
	fields: object,
): SheetCode => ({ paperId: paperIdOf(paperKey), kind, version, hash: codeHash(contentHashOf(fields)) })
