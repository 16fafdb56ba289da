/** Events that make React take over the page at once, whether the page is ready or not. */
const PRESSING = [
	"keydown",
	"keyup",
	"keypress",
	"beforeinput",
	"input",
	"change",
	"click",
	"focusin",
	"focusout",
] as const

/**
 * Until React has taken over the page, keys and clicks belong to the browser, as on a page without scripts: letters enter
 * the field, links are followed, forms are sent. Remix's data arrives at the end of the document. If React heard a key
 * before that, it would try to take over at once and fail with its error 345.
 * @returns a function that ends this
 */
export function browserOwnsEvents(target: Window = window): () => void {
	const keep = (event: Event) => event.stopImmediatePropagation()
	for (const name of PRESSING) target.addEventListener(name, keep, true)
	return () => {
		for (const name of PRESSING) target.removeEventListener(name, keep, true)
	}
}
