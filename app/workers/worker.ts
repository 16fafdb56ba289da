import { Worker } from "node:worker_threads"
import { type Answered, type Asked, tasks } from "./tasks.ts"

// A process of its own for uploaded files and long calculations. Tasks come one by one; the pool does not send the next before
// the answer. What a hostile file manages to break here ends with this process.

/**
 * Ends the process when it grows past its limit, or works longer on a task than it may. V8's own limit does not count pictures,
 * unpacked bytes and WebAssembly, and work in native code cannot be interrupted: so a thread watches. Time is time of the
 * processor: a busy computer is no fault of the file. It also ends a process whose parent has died.
 */
const WATCH = `
const { workerData: { memory, parent, until } } = require("node:worker_threads")
setInterval(() => {
	const { user, system } = process.cpuUsage()
	if (Atomics.load(until, 0) > 0 && (user + system) / 1000 > Atomics.load(until, 0)) process.kill(process.pid, "SIGTERM")
	if (process.memoryUsage.rss() > memory || process.ppid !== parent) process.kill(process.pid, "SIGKILL")
}, 20)`

const memory = Number(process.argv[2]) * 1024 * 1024
/** Milliseconds of the processor after which the process ends; 0 while there is nothing to do. */
const until = new Int32Array(new SharedArrayBuffer(4))
new Worker(WATCH, { eval: true, workerData: { memory, parent: process.ppid, until } }).unref()

function allow(ms: number) {
	const { user, system } = process.cpuUsage()
	Atomics.store(until, 0, Math.ceil((user + system) / 1000 + ms))
}

// A name out of a file must not become a property of every object: for this process's whole life nothing can be added here.
for (const { prototype } of [Object, Array, Function, String, Number, Boolean, RegExp, Map, Set, Promise])
	Object.preventExtensions(prototype)

const answer = (answered: Answered) => process.send?.(answered)

process.on("message", async ({ id, task, input, limitMs }: Asked) => {
	try {
		const run = (await tasks[task]()) as (input: unknown) => unknown
		answer({ id, begins: true })
		allow(limitMs)
		answer({ id, value: await run(input) })
	} catch (error) {
		answer({ id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
	} finally {
		Atomics.store(until, 0, 0)
	}
})
process.on("disconnect", () => process.exit())
