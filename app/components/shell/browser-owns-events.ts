/** Events to which React answers at once: it then takes over the page, whether the page is ready or not. */
const ACTS = [
	...["mousedown", "mouseup", "click", "dblclick", "auxclick", "contextmenu"],
	...["pointerdown", "pointerup", "pointercancel", "touchstart", "touchend", "touchcancel"],
	...["keydown", "keyup", "keypress", "beforeinput", "input", "textInput", "change"],
	...["compositionstart", "compositionend", "copy", "cut", "paste", "dragstart", "dragend", "drop"],
	...["focusin", "focusout", "reset", "submit"],
]

/**
 * Until React has taken over the page, every act of a person belongs to the browser, as on a page without scripts: letters enter
 * the field, links are followed, forms are sent. Remix's data arrives at the end of the document. If React heard an act
 * before that, it could try to take over at once and fail with its error 345.
 * @returns a function that ends this
 */
export function browserOwnsEvents(target: Window = window): () => void {
	const keep = (event: Event) => event.stopImmediatePropagation()
	for (const name of ACTS) target.addEventListener(name, keep, true)
	return () => {
		for (const name of ACTS) target.removeEventListener(name, keep, true)
	}
}
