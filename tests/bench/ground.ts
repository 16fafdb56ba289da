import { type ChildProcess, spawn } from "node:child_process"
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { pathToFileURL } from "node:url"
import { removeEmbeddedPostgres, startEmbeddedPostgres } from "#app/db/embedded-postgres.server.ts"

// Where the figures are measured: a PostgreSQL cluster for this run with default settings (a commit waits for the disk),
// one database in it, and the processes around it. All of it is removed at the end.

const PREFIX = "attestation-bench-"
const START_TIMEOUT_MS = 60_000
const SETTLE_TIMEOUT_MS = 300_000
/** Behind a proxy the metrics are closed to those who do not know it. */
const METRICS_TOKEN = "a-token-that-only-the-bench-knows"
const CPU = "process_cpu_seconds_total"
/** The share of a core that a server without visitors may use to check for work. */
const AT_REST = 0.15
const CALM_SECONDS = 3

export interface Ground {
	readonly databaseUrl: string
	readonly folder: string
	remove(): Promise<void>
}

/** @param kept a folder in which the databases stay from one run to the next */
export async function prepareGround(kept?: string): Promise<Ground> {
	await removeAbandoned()
	const folder = kept ? path.resolve(kept) : path.join(tmpdir(), `${PREFIX}${process.pid}`)
	mkdirSync(folder, { recursive: true, mode: 0o755 })
	const server = await startEmbeddedPostgres(path.join(folder, "postgres"))
	return {
		databaseUrl: server.url("bench"),
		folder,
		async remove() {
			await server.stop()
			if (!kept) await removeFolder(folder)
		},
	}
}

async function removeAbandoned() {
	for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
		try {
			process.kill(Number(name.slice(PREFIX.length)), 0)
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === "ESRCH") await removeFolder(path.join(tmpdir(), name))
		}
	}
}

async function removeFolder(folder: string) {
	await removeEmbeddedPostgres(path.join(folder, "postgres"))
	rmSync(folder, { recursive: true, force: true })
}

/** Runs a TypeScript program of this folder. @returns its output, parsed as JSON */
export async function runProgram<T>(file: string, env: Record<string, string>): Promise<T> {
	const child = program(file, env, "inherit")
	let said = ""
	child.stdout?.on("data", (chunk: Buffer) => {
		said += chunk
	})
	const code = await new Promise((resolve) => child.once("close", resolve))
	if (code !== 0) throw new Error(`${file} ended with ${code}`)
	return JSON.parse(said) as T
}

/** Runs a TypeScript program of this folder that tells its progress to people. */
export async function runToEnd(
	file: string,
	words: readonly string[],
	env: Record<string, string>,
): Promise<void> {
	const child = spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, file), ...words], {
		stdio: "inherit",
		env: { ...process.env, ...env },
	})
	const code = await new Promise((resolve) => child.once("close", resolve))
	if (code !== 0) throw new Error(`${file} ended with ${code}`)
}

/** Starts a TypeScript program of this folder that communicates by messages. */
export function startProgram(file: string, env: Record<string, string> = {}): ChildProcess {
	return program(file, env, "inherit")
}

function program(file: string, env: Record<string, string>, stderr: "inherit" | "ignore") {
	return spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, file)], {
		stdio: ["ignore", "pipe", stderr, "ipc"],
		env: { ...process.env, NODE_ENV: "production", ...env },
	})
}

export interface BenchServer {
	readonly url: string
	/** Of the process, whose children work on files. */
	readonly pid: number
	/** Milliseconds from the start of the process to the first answer of /readyz. */
	readonly startedIn: number
	/** Resident memory of the process in bytes, from its own metrics. */
	memory(): Promise<number>
	/** Waits until the work that fell due while the server was down (reminders of a whole region) is done. */
	settled(): Promise<void>
	stop(): Promise<void>
}

/**
 * Starts the program as `npm start` does, without the features of demo and test.
 * @param preload a module that the process imports first, and its settings
 */
export async function startServer(
	{ databaseUrl, folder }: Pick<Ground, "databaseUrl" | "folder">,
	preload?: { file: string; env: Record<string, string> },
): Promise<BenchServer> {
	const port = await freePort()
	const url = `http://127.0.0.1:${port}`
	const logFile = path.join(folder, "server.log")
	const log = openSync(logFile, "a")
	const profile = process.env.BENCH_PROFILE
		? ["--cpu-prof", `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
		: []
	const imported = preload ? ["--import", preload.file] : []
	const { APP_MODE: _, ...inherited } = process.env
	const began = performance.now()
	const child = spawn(process.execPath, [...profile, ...imported, "scripts/start.mjs"], {
		stdio: ["ignore", log, log],
		env: {
			...inherited,
			...preload?.env,
			PORT: String(port),
			PUBLIC_URL: url,
			DATABASE_URL: databaseUrl,
			FILES_URL: pathToFileURL(path.join(folder, "files")).href,
			MAIL_URL: pathToFileURL(path.join(folder, "letters")).href,
			SESSION_SECRET: "a-secret-that-only-the-bench-knows",
			METRICS_TOKEN,
		},
	})
	closeSync(log)
	while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) {
		if (child.exitCode !== null || performance.now() - began > START_TIMEOUT_MS)
			throw new Error(`the server did not start:\n${readFileSync(logFile, "utf8").slice(-2000)}`)
		await delay(10)
	}
	return {
		url,
		pid: child.pid ?? 0,
		startedIn: performance.now() - began,
		memory: () => metric(url, "process_resident_memory_bytes"),
		async settled() {
			const deadline = performance.now() + SETTLE_TIMEOUT_MS
			let calm = 0
			for (let before = await metric(url, CPU); calm < CALM_SECONDS; ) {
				if (performance.now() > deadline) throw new Error("the server does not come to rest")
				await delay(1_000)
				const now = await metric(url, CPU)
				calm = now - before < AT_REST ? calm + 1 : 0
				before = now
			}
		},
		stop: () => stop(child),
	}
}

async function metric(url: string, name: string): Promise<number> {
	const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
	const metrics = await (await fetch(`${url}/metrics`, { headers })).text()
	return Number(new RegExp(`^${name} (\\S+)`, "m").exec(metrics)?.[1])
}

export async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return
	const ended = new Promise((resolve) => child.once("exit", resolve))
	child.kill("SIGTERM")
	await ended
}

export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer()
		probe.on("error", reject)
		probe.listen(0, "127.0.0.1", () => {
			const address = probe.address()
			probe.close(() => resolve(typeof address === "object" && address ? address.port : 0))
		})
	})
}
