import type { ShouldRevalidateFunction } from "@remix-run/react"

/**
 * For every page with an action: a refusal of kind conflict (409) means that somebody else was faster or the state has moved on,
 * so the page reads itself anew beside the refusal. Remix alone would leave it as it was before.
 */
export const freshAfterConflict: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
	actionStatus === 409 || defaultShouldRevalidate
