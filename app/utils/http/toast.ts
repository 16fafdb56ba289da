/** What was just done, shown once on the page that follows. */
export interface Toast {
	message: string
	tone?: "good" | "bad"
	/** Never the only way to something. */
	link?: { to: string; label: string }
}
