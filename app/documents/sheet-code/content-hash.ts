import { createHash } from "node:crypto"
import { codeHash, type PaperKind, paperIdOf, type SheetCode } from "./sheet-code.ts"

/** Keys in one order at every depth: a database gives them back in another. */
function ordered(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(ordered)
	if (!value || typeof value !== "object") return value
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, inner]) => [key, ordered(inner)]),
	)
}

/** Of what a form prints, hexadecimal: the file itself cannot be meant, since the hash is printed in it. */
export const contentHashOf = (fields: object): string =>
	createHash("sha256")
		.update(JSON.stringify(ordered(fields)))
		.digest("hex")

/** Of a paper that is made anew whenever it is asked for: whose row it belongs to, which edition, and what it prints. */
export const codeOfPaper = (
	{ paperKey }: { paperKey: string },
	kind: PaperKind,
	version: number,
	fields: object,
): SheetCode => ({ paperId: paperIdOf(paperKey), kind, version, hash: codeHash(contentHashOf(fields)) })
