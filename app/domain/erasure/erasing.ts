/** The run in whose name something is erased. */
export interface ErasingRun {
	runId: string
	now: Date
}
