/** Opens the folded form in this place and focuses its first field. @returns whether there is one */
export function openFold(place: Element | null): boolean {
	const fold = place?.querySelector("details")
	if (!fold) return false
	fold.open = true
	fold.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select")?.focus()
	return true
}
