import type { ShouldRevalidateFunction } from "@remix-run/react"

/**
 * For every page with an action: a conflict (409) means that somebody else was faster or the state has changed. So the page
 * loads its data again and shows the refusal. By default Remix would leave the page as it was.
 */
export const freshAfterConflict: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
	actionStatus === 409 || defaultShouldRevalidate

/** For a page that saves what was typed even if it has mistakes: every refusal, too, has changed its data. */
export const freshAfterRefusal: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
	actionStatus !== undefined || defaultShouldRevalidate
