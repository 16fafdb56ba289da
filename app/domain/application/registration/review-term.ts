/** With this many days left or fewer, the deadline counts as near. */
export const NEAR_DAYS = 5

/** Red when the term has passed, amber when its end is near. */
export const toneOfTerm = (daysLeft: number): "bad" | "wait" | undefined =>
	daysLeft < 0 ? "bad" : daysLeft <= NEAR_DAYS ? "wait" : undefined
