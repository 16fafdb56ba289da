const TAKES_FOCUS = "a[href], button, input, select, textarea, [tabindex]"

/** Moves the focus to a part of the page, so that Tab continues from there and a screen reader announces it. */
export function focusPlace(place: HTMLElement | null | undefined): void {
	if (!place) return
	if (!place.matches(TAKES_FOCUS)) place.tabIndex = -1
	place.focus({ preventScroll: true })
}
