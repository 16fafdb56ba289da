const PRELOAD = '<link rel="modulepreload" '

/** Browsers skip a preload whose media never matches. React keeps the element, so hydration finds what it expects. */
const HELD_BACK = `${PRELOAD}media="not all" `

/**
 * Remix preloads every module of a page, and a slow line gives each of them as much as the styles: at 128 kbit/s the first
 * words came after 5 seconds. Without the preloads the modules are fetched once the styles have arrived, because a script
 * waits for them. Docs: decision 0103.
 */
export const stylesFirst = (html: Buffer): Buffer =>
	Buffer.from(html.toString("utf8").replaceAll(PRELOAD, HELD_BACK))
