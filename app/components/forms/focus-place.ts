const TAKES_FOCUS = "a[href], button, input, select, textarea, [tabindex]"

/** Puts focus on a part of the page, so that Tab goes on from there and a screen reader says where it is. */
export function focusPlace(place: HTMLElement | null | undefined): void {
	if (!place) return
	if (!place.matches(TAKES_FOCUS)) place.tabIndex = -1
	place.focus({ preventScroll: true })
}
