import { type ChildProcess, fork } from "node:child_process"
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { constants, setPriority } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { bareEnvironment } from "#app/utils/env.server.ts"
import type { Answered, Asked, TaskName, Tasks } from "./tasks.ts"

export interface PoolOptions {
	/** The maximal number of processes. They are started when there is work. */
	size: number
	/** A task that uses more processor time is aborted, together with its process. */
	limitMs: number
	/** How much memory one process may use. */
	memoryMb?: number
	/** How many tasks may wait for a free process. One more is refused at once. */
	maxWaiting?: number
	/** An idle process ends after this time, to give its memory back. */
	idleMs?: number
}

/** A task was aborted because it exceeded a limit. The next task gets a new process. */
export class WorkerLimitError extends Error {
	constructor(
		readonly limit: "time" | "memory" | "queue",
		message: string,
	) {
		super(message)
		this.name = "WorkerLimitError"
	}
}

interface Job extends Asked {
	resolve: (value: unknown) => void
	reject: (error: Error) => void
}

interface Helper {
	process: ChildProcess
	job: Job | null
	timer: NodeJS.Timeout | undefined
}

/**
 * How many times longer a task may take by the clock. Its process has a low priority, so on a busy computer it often waits.
 * The limit only ends a task that waits for something that never happens.
 */
const PATIENCE = 40
/** Starting a process and loading a task's code does not depend on the file, so it has enough time even on a busy computer. */
const LOADING_MS = 300_000

/** Built code runs the built worker in the same folder. Source code is translated when it is loaded. */
function workerFile(): { file: string; execArgv: string[] } {
	const here = fileURLToPath(import.meta.url)
	if (here.endsWith(".ts")) {
		const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href
		return { file: join(dirname(here), "worker.ts"), execArgv: ["--import", loader] }
	}
	let folder = dirname(here)
	while (!existsSync(join(folder, "worker", "worker.js"))) {
		const parent = dirname(folder)
		if (parent === folder) throw new Error("The built worker is not beside the running code")
		folder = parent
	}
	return { file: join(folder, "worker", "worker.js"), execArgv: [] }
}

function startProcess(memoryMb: number): ChildProcess {
	const { file, execArgv } = workerFile()
	const child = fork(file, [String(memoryMb)], {
		execArgv: [...execArgv, `--max-old-space-size=${Math.round(memoryMb / 2)}`],
		env: bareEnvironment(),
		serialization: "advanced",
		stdio: ["ignore", "ignore", "ignore", "ipc"],
	})
	// People who wait for a page come first, so this process gets a lower priority.
	if (child.pid !== undefined)
		try {
			setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
		} catch {
			// Some systems do not allow it. The work is done all the same.
		}
	return child
}

/** Processes for uploaded files and long calculations. Each kind of work gets a pool of its own size. */
export class WorkerPool {
	readonly #options: Required<PoolOptions>
	readonly #helpers = new Set<Helper>()
	readonly #waiting: Job[] = []
	#lastId = 0

	constructor(options: PoolOptions) {
		this.#options = { idleMs: 60_000, memoryMb: 512, maxWaiting: 200, ...options }
	}

	/**
	 * @param limitMs a limit for this task if it differs from the pool's
	 * @throws WorkerLimitError when the task takes too much time or memory, or too many tasks wait; Error when it fails
	 */
	run<Name extends TaskName>(
		task: Name,
		input: Parameters<Tasks[Name]>[0],
		{ limitMs = this.#options.limitMs }: { limitMs?: number } = {},
	): Promise<Awaited<ReturnType<Tasks[Name]>>> {
		return new Promise((resolve, reject) => {
			if (this.#waiting.length >= this.#options.maxWaiting) {
				reject(new WorkerLimitError("queue", `${this.#waiting.length} tasks wait already`))
				return
			}
			const id = ++this.#lastId
			this.#waiting.push({
				id,
				task,
				input,
				limitMs,
				resolve: resolve as (value: unknown) => void,
				reject,
			})
			this.#next()
		})
	}

	/** Ends every process. Tasks that are still running fail. */
	async stop(): Promise<void> {
		const stopped = () => new Error("the worker pool was stopped")
		for (const job of this.#waiting.splice(0)) job.reject(stopped())
		await Promise.all([...this.#helpers].map((helper) => this.#drop(helper, stopped())))
	}

	#next() {
		if (this.#waiting.length === 0) return
		const free = [...this.#helpers].find(({ job }) => job === null)
		const helper = free ?? (this.#helpers.size < this.#options.size ? this.#start() : undefined)
		const job = helper && this.#waiting.shift()
		if (!helper || !job) return
		helper.job = job
		helper.process.ref()
		helper.process.channel?.ref()
		this.#limit(helper, job, LOADING_MS)
		const { id, task, input, limitMs } = job
		helper.process.send({ id, task, input, limitMs } satisfies Asked, (error) => {
			if (error) void this.#drop(helper, error)
		})
	}

	#limit(helper: Helper, { task }: Job, ms: number) {
		clearTimeout(helper.timer)
		const late = new WorkerLimitError("time", `${task} took longer than ${ms} ms`)
		helper.timer = setTimeout(() => void this.#drop(helper, late), ms)
	}

	#start(): Helper {
		const helper: Helper = { process: startProcess(this.#options.memoryMb), job: null, timer: undefined }
		this.#helpers.add(helper)
		helper.process.on("message", (answered: Answered) => this.#hear(helper, answered))
		helper.process.on("error", (error) => void this.#drop(helper, error))
		helper.process.on("exit", (code, signal) => {
			const why = `the worker ended with ${signal ?? code}`
			// The way in which the process ended says which limit it exceeded. V8 aborts when its own memory is full.
			void this.#drop(helper, new WorkerLimitError(signal === "SIGTERM" ? "time" : "memory", why))
		})
		return helper
	}

	#hear(helper: Helper, answered: Answered) {
		const { job } = helper
		if (job?.id !== answered.id) return
		if ("begins" in answered) {
			this.#limit(helper, job, job.limitMs * PATIENCE)
			return
		}
		helper.job = null
		clearTimeout(helper.timer)
		// An idle process does not keep the program from ending.
		helper.process.unref()
		helper.process.channel?.unref()
		helper.timer = setTimeout(() => void this.#drop(helper, new Error("idle")), this.#options.idleMs).unref()
		if ("error" in answered) job.reject(new Error(answered.error))
		else job.resolve(answered.value)
		this.#next()
	}

	async #drop(helper: Helper, why: Error) {
		if (!this.#helpers.delete(helper)) return
		clearTimeout(helper.timer)
		helper.job?.reject(why)
		helper.job = null
		if (helper.process.exitCode === null && helper.process.signalCode === null)
			await new Promise<void>((resolve) => {
				helper.process.once("exit", () => resolve())
				if (!helper.process.kill("SIGKILL")) resolve()
			})
		this.#next()
	}
}
