/** What was just done, shown once on the page that follows. */
export interface Toast {
	message: string
	tone?: "good" | "bad"
	/** A page must offer the same link elsewhere too. */
	link?: { to: string; label: string }
}
