import { createHash } from "node:crypto"

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
