/** The coordinator's thirty days: from so many days left on the term is near. */
export const NEAR_DAYS = 5

/** Red when the term has passed, amber when it is near. */
export const toneOfTerm = (daysLeft: number): "bad" | "wait" | undefined =>
	daysLeft < 0 ? "bad" : daysLeft <= NEAR_DAYS ? "wait" : undefined
