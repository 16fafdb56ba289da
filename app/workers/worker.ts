import { Worker } from "node:worker_threads"
import { type Answered, type Asked, tasks } from "./tasks.ts"

// A separate process for uploaded files and long calculations. Tasks are done one by one: the pool sends the next one after
// the answer. If a hostile file breaks something here, it ends with this process.

/**
 * Ends the process if it exceeds its memory or works too long on a task. V8's own limit does not count pictures, unpacked
 * bytes and WebAssembly, and native code cannot be interrupted, so a thread watches. Processor time counts, because a busy
 * computer is not the file's fault. It also ends a process whose parent has died.
 */
const WATCH = `
const { workerData: { memory, parent, until } } = require("node:worker_threads")
setInterval(() => {
	const { user, system } = process.cpuUsage()
	if (Atomics.load(until, 0) > 0 && (user + system) / 1000 > Atomics.load(until, 0)) process.kill(process.pid, "SIGTERM")
	if (process.memoryUsage.rss() > memory || process.ppid !== parent) process.kill(process.pid, "SIGKILL")
}, 20)`

const memory = Number(process.argv[2]) * 1024 * 1024
/** Milliseconds of processor time after which the process ends. 0 while there is nothing to do. */
const until = new Int32Array(new SharedArrayBuffer(4))
new Worker(WATCH, { eval: true, workerData: { memory, parent: process.ppid, until } }).unref()

function allow(ms: number) {
	const { user, system } = process.cpuUsage()
	Atomics.store(until, 0, Math.ceil((user + system) / 1000 + ms))
}

// A name from a file must never become a property of every object. So during the whole life of this process nothing can be
// added to these prototypes.
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
