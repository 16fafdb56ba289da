import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { Worker } from "node:worker_threads"
import type { Answered, Asked, TaskName, Tasks } from "./tasks.ts"

export interface PoolOptions {
	/** Threads at most; they are started when there is work. */
	size: number
	/** A task that takes longer is given up, and its thread with it. */
	timeoutMs: number
	/** A thread without work ends after so long, and gives its memory back. */
	idleMs?: number
}

interface Job extends Asked {
	resolve: (value: unknown) => void
	reject: (error: Error) => void
}

interface Thread {
	worker: Worker
	job: Job | null
	timer: NodeJS.Timeout | undefined
}

/** Built code runs beside the built worker; from the sources it is translated as it is loaded. */
function startWorker(): Worker {
	const here = fileURLToPath(import.meta.url)
	const source = join(dirname(here), "worker.ts")
	if (here.endsWith(".ts")) return new Worker(translated(source), { eval: true })
	let folder = dirname(here)
	while (!existsSync(join(folder, "worker", "worker.js"))) {
		const parent = dirname(folder)
		if (parent === folder) throw new Error("The built worker is not beside the running code")
		folder = parent
	}
	return new Worker(join(folder, "worker", "worker.js"))
}

/** A thread knows no TypeScript, and the loader's own switch (`--import tsx`) does nothing in threads of Node.js 20. */
const translated = (file: string) =>
	`import("tsx/esm/api").then(({ register }) => (register(), import(${JSON.stringify(pathToFileURL(file).href)})))`

/** Threads for calculations that would make every other request wait. Each kind of work gets a pool of its own size. */
export class WorkerPool {
	readonly #options: Required<PoolOptions>
	readonly #threads = new Set<Thread>()
	readonly #waiting: Job[] = []
	#lastId = 0

	constructor(options: PoolOptions) {
		this.#options = { idleMs: 60_000, ...options }
	}

	/** @throws Error when the task fails, takes too long, or its thread dies; the next task gets a new thread */
	run<Name extends TaskName>(
		task: Name,
		input: Parameters<Tasks[Name]>[0],
	): Promise<Awaited<ReturnType<Tasks[Name]>>> {
		return new Promise((resolve, reject) => {
			const id = ++this.#lastId
			this.#waiting.push({ id, task, input, resolve: resolve as (value: unknown) => void, reject })
			this.#next()
		})
	}

	/** Ends every thread; what was still wanted of them fails. */
	async stop(): Promise<void> {
		for (const job of this.#waiting.splice(0)) job.reject(new Error("the worker pool was stopped"))
		await Promise.all([...this.#threads].map((thread) => this.#drop(thread, "the worker pool was stopped")))
	}

	#next() {
		if (this.#waiting.length === 0) return
		const free = [...this.#threads].find(({ job }) => job === null)
		const thread = free ?? (this.#threads.size < this.#options.size ? this.#start() : undefined)
		const job = thread && this.#waiting.shift()
		if (!thread || !job) return
		clearTimeout(thread.timer)
		thread.job = job
		thread.worker.ref()
		thread.timer = setTimeout(
			() => void this.#drop(thread, `${job.task} took longer than ${this.#options.timeoutMs} ms`),
			this.#options.timeoutMs,
		)
		const { id, task, input } = job
		thread.worker.postMessage({ id, task, input } satisfies Asked)
	}

	#start(): Thread {
		const thread: Thread = { worker: startWorker(), job: null, timer: undefined }
		this.#threads.add(thread)
		thread.worker.on("message", (answered: Answered) => this.#finish(thread, answered))
		thread.worker.on("error", (error) => void this.#drop(thread, String(error)))
		thread.worker.on("exit", () => void this.#drop(thread, "the worker ended"))
		return thread
	}

	#finish(thread: Thread, answered: Answered) {
		const { job } = thread
		if (job?.id !== answered.id) return
		thread.job = null
		clearTimeout(thread.timer)
		// A thread at rest does not keep a program from ending.
		thread.worker.unref()
		thread.timer = setTimeout(() => void this.#drop(thread, "idle"), this.#options.idleMs).unref()
		if ("error" in answered) job.reject(new Error(String(answered.error)))
		else job.resolve(answered.value)
		this.#next()
	}

	async #drop(thread: Thread, why: string) {
		if (!this.#threads.delete(thread)) return
		clearTimeout(thread.timer)
		thread.job?.reject(new Error(why))
		thread.job = null
		await thread.worker.terminate()
		this.#next()
	}
}
