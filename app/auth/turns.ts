interface Queue {
	running: number
	waiting: (() => void)[]
}

const queues = new Map<string, Queue>()

/** Runs `work` once fewer than `slots` others with the same key run in this process. The rest wait in the order in which they arrived. */
export async function inTurn<T>(key: string, slots: number, work: () => Promise<T>): Promise<T> {
	const queue = queues.get(key) ?? { running: 0, waiting: [] }
	queues.set(key, queue)
	if (queue.running >= slots) await new Promise<void>((resolve) => queue.waiting.push(resolve))
	else queue.running += 1
	try {
		return await work()
	} finally {
		const next = queue.waiting.shift()
		// The slot passes to the next one without becoming free in between.
		if (next) next()
		else queue.running -= 1
		if (queue.running === 0) queues.delete(key)
	}
}
