/** Events that React answers by taking the page over at once, whether it can or not. */
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
 * Until React has taken the page over, a key or a click is the browser's own, as on a page without scripts: letters go into the
 * field, a link is followed, a form is sent. Remix waits for the data at the end of the document; a React that heard of a key in
 * the meantime would want the page at once, and give it up with its error 345.
 * @returns ends it
 */
export function browserOwnsEvents(target: Window = window): () => void {
	const keep = (event: Event) => event.stopImmediatePropagation()
	for (const name of PRESSING) target.addEventListener(name, keep, true)
	return () => {
		for (const name of PRESSING) target.removeEventListener(name, keep, true)
	}
}
