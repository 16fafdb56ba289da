interface Queue {
	running: number
	waiting: (() => void)[]
}

const queues = new Map<string, Queue>()

/** Runs `work` while at most `slots` others of the same key run in this process; the rest wait in the order they came. */
export async function inTurn<T>(key: string, slots: number, work: () => Promise<T>): Promise<T> {
	const queue = queues.get(key) ?? { running: 0, waiting: [] }
	queues.set(key, queue)
	if (queue.running >= slots) await new Promise<void>((resolve) => queue.waiting.push(resolve))
	else queue.running += 1
	try {
		return await work()
	} finally {
		const next = queue.waiting.shift()
		// The slot goes to the next one without becoming free in between.
		if (next) next()
		else queue.running -= 1
		if (queue.running === 0) queues.delete(key)
	}
}
