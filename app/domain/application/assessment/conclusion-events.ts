import type { OwnEvents } from "#app/workflow/acts.ts"

/** The first conclusion is attached, and a later one replaces it. A page offers only the act that fits. */
export function withFittingConclusion(events: OwnEvents, hasConclusion: boolean): OwnEvents {
	const { [hasConclusion ? "conclusion.attach" : "conclusion.replace"]: _, ...fitting } = events
	return fitting
}
