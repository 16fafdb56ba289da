/**
 * Every queue and the data of its jobs. The data contains only identifiers, never names or addresses, because a job can
 * outlive the access rules of a row. A new queue is created at the next start.
 */
export interface Jobs {
	/** Sends one letter of the outbox. */
	"letter.send": { letterId: string }
	/** Does what the calendar says is due. */
	"calendar.due": Record<string, never>
	/** Writes the letters of the reminders that coordinators have sent by hand. */
	"mailing.deliver": Record<string, never>
	/** Replays the whole journal and compares it with the stored states. Null means the nightly check. */
	"journal.check": { startedById: string | null }
	/** Make one PDF of the scans of many applications. */
	"extraction.make": { extractionId: string }
	/** Erases what was due when the run was confirmed. */
	"erasure.run": { runId: string }
}

export type QueueName = keyof Jobs

/**
 * What a queue does after a failure: delays in seconds, doubled at each attempt. With «short», pg-boss keeps at most one
 * waiting job with the same singletonKey, so queueing twice is harmless.
 */
export const queues: Readonly<
	Record<QueueName, { policy: "short"; retryLimit: number; retryDelay: number }>
> = {
	"letter.send": { policy: "short", retryLimit: 5, retryDelay: 30 },
	// The run of the next minute does what this one could not.
	"calendar.due": { policy: "short", retryLimit: 0, retryDelay: 60 },
	"mailing.deliver": { policy: "short", retryLimit: 5, retryDelay: 30 },
	"journal.check": { policy: "short", retryLimit: 1, retryDelay: 60 },
	"extraction.make": { policy: "short", retryLimit: 2, retryDelay: 30 },
	// A run goes on where it was broken off.
	"erasure.run": { policy: "short", retryLimit: 10, retryDelay: 60 },
}
