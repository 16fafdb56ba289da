import { parentPort } from "node:worker_threads"
import { type Answered, type Asked, tasks } from "./tasks.ts"

// A thread of its own for long calculations. Tasks come one by one; the pool does not send the next before the answer.

const answer = (answered: Answered) => parentPort?.postMessage(answered)

parentPort?.on("message", async ({ id, task, input }: Asked) => {
	try {
		const run = tasks[task] as (input: unknown) => Promise<unknown>
		answer({ id, value: await run(input) })
	} catch (error) {
		// An error of WebAssembly may not be copied to another thread as it is.
		answer({ id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
	}
})
