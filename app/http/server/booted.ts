/** What runs beside the pages once the program has started. */
export interface Booted {
	/** Throws when the database or the file store does not answer. */
	ready(): Promise<void>
	/** Lets jobs finish and closes every connection. */
	stop(): Promise<void>
}
