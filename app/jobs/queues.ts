/**
 * Every queue and what a job of it carries. Data are identifiers, never names or addresses: jobs outlive the rows' access rules.
 * A queue added here is created at the next start.
 */
export interface Jobs {
	/** Send one letter of the outbox. */
	"letter.send": { letterId: string }
	/** Fold the whole journal and hold it against what is stored; null: the nightly check. */
	"journal.check": { startedById: string | null }
}

export type QueueName = keyof Jobs

/** How a queue treats failure; delays in seconds, doubled at each attempt. */
export const queues: Readonly<Record<QueueName, { retryLimit: number; retryDelay: number }>> = {
	"letter.send": { retryLimit: 5, retryDelay: 30 },
	"journal.check": { retryLimit: 1, retryDelay: 60 },
}
