/** Joins class names, leaving out the absent ones. Returns undefined for none, so that no empty attribute is written. */
export function classes(...names: (string | false | null | undefined)[]): string | undefined {
	return names.filter(Boolean).join(" ") || undefined
}
