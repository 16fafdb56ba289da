/** What runs next to the pages once the program has started. */
export interface Booted {
	/** Throws when the database or the file store does not answer. */
	ready(): Promise<void>
	/** Waits for running jobs and closes every connection. */
	stop(): Promise<void>
}
