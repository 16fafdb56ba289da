/** Joins class names without the empty ones. Returns undefined if none is left, so that no empty attribute is written. */
export function classes(...names: (string | false | null | undefined)[]): string | undefined {
	return names.filter(Boolean).join(" ") || undefined
}
