/**
 * Every queue and what a job of it carries. Data are identifiers, never names or addresses: jobs outlive the rows' access rules.
 * A queue added here is created at the next start.
 */
export interface Jobs {
	/** Send one letter of the outbox. */
	"letter.send": { letterId: string }
	/** Do what the calendar says is due. */
	"calendar.due": Record<string, never>
	/** Write the letters of the reminders that coordinators have sent by hand. */
	"mailing.deliver": Record<string, never>
	/** Replay the whole journal and compare it with what is stored; null: the nightly check. */
	"journal.check": { startedById: string | null }
	/** Make one PDF of the scans of many applications. */
	"extraction.make": { extractionId: string }
}

export type QueueName = keyof Jobs

/**
 * How a queue treats failure: delays in seconds, doubled at each attempt. «short»: pg-boss keeps at most one waiting job with the
 * same singletonKey, so queueing twice is harmless.
 */
export const queues: Readonly<
	Record<QueueName, { policy: "short"; retryLimit: number; retryDelay: number }>
> = {
	"letter.send": { policy: "short", retryLimit: 5, retryDelay: 30 },
	// The next minute does what this one could not.
	"calendar.due": { policy: "short", retryLimit: 0, retryDelay: 60 },
	"mailing.deliver": { policy: "short", retryLimit: 5, retryDelay: 30 },
	"journal.check": { policy: "short", retryLimit: 1, retryDelay: 60 },
	"extraction.make": { policy: "short", retryLimit: 2, retryDelay: 30 },
}
