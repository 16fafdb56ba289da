import type { OwnEvents } from "#app/workflow/acts.ts"

/** The first conclusion is attached, a further one replaces it: a page offers the one of the two that fits. */
export function withFittingConclusion(events: OwnEvents, hasConclusion: boolean): OwnEvents {
	const { [hasConclusion ? "conclusion.attach" : "conclusion.replace"]: _, ...fitting } = events
	return fitting
}
