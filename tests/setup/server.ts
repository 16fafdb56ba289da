import { type ChildProcess, spawn } from "node:child_process"
import { randomInt } from "node:crypto"
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { fileURLToPath, pathToFileURL } from "node:url"
import pg from "pg"
import { inject } from "vitest"
import { ensureDemoData, markAsLoaded } from "#app/db/open-database.server.ts"
import { alone, copyDatabase, dropDatabase } from "./databases.ts"
import { type LetterBox, startLetterBox } from "./letters.ts"

export interface TestServer {
	/** `http://localhost:PORT`, without a slash at the end. */
	readonly url: string
	readonly databaseUrl: string
	readonly filesFolder: string
	readonly mail: LetterBox
	/** What the process has printed so far. */
	output(): string
	/** Stops the process as Ctrl+C does. */
	stop(): Promise<void>
	/** Stops the process as a power cut does. */
	kill(): Promise<void>
	/** Starts the process again on the same port, database, files and letter box. */
	restart(): Promise<void>
	/** Stops everything and drops the database. */
	dispose(): Promise<void>
}

export interface ServerOptions {
	/** The demo region (the default), a migrated database without data, or the database of this test file. */
	readonly data?: "demo" | "empty" | "own"
	/** Settings in addition to those that the tests need, for example DEMO_NOW. */
	readonly env?: Readonly<Record<string, string>>
	/** Where the copy of the database lies, instead of among the others. */
	readonly tablespace?: string
}

const SESSION_SECRET = "a-secret-that-only-tests-ever-know"
const START_TIMEOUT_MS = 180_000
/** Where the demo's clock starts, whatever the day of the run. Two periods are open at that time. */
export const DEMO_START = "2026-09-02T09:00"
let servers = 0

/**
 * Starts the built program in demo mode as a separate process, with a copy of the database and a real mail server. Copies
 * are cheap, so each file of journeys starts one: `const server = await startServer()` in beforeAll, `dispose` in
 * afterAll.
 */
export async function startServer({
	data = "demo",
	env = {},
	tablespace,
}: ServerOptions = {}): Promise<TestServer> {
	const cluster = inject("cluster")
	servers += 1
	const name = `${cluster.template}_server_${process.pid}_${servers}`
	const own = data === "own" ? ownDatabase() : undefined
	const filesFolder = own?.filesFolder ?? path.join(cluster.folder, "files", name)
	mkdirSync(filesFolder, { recursive: true })
	const template = data === "demo" ? await demoTemplate(filesFolder) : cluster.template
	const database = own?.url ?? (await copyDatabase(cluster, name, template, tablespace))
	await markAsLoaded(database)
	const mail = await startLetterBox()
	const port = await freePort()
	const url = `http://localhost:${port}`

	let child: ChildProcess
	let said = ""
	const start = async () => {
		// With V8's usual room for young objects the server spends a tenth of its time collecting them.
		child = spawn(process.execPath, ["--max-semi-space-size=64", "build/start/server.js"], {
			stdio: ["ignore", "pipe", "pipe"],
			env: {
				...process.env,
				VITEST: "",
				APP_MODE: "demo",
				NODE_ENV: "production",
				PORT: String(port),
				PUBLIC_URL: url,
				DATABASE_URL: database,
				FILES_URL: pathToFileURL(filesFolder).href,
				MAIL_URL: mail.url,
				SESSION_SECRET,
				LOG_LEVEL: "warn",
				...(data === "demo" && { DEMO_NOW: DEMO_START }),
				...env,
			},
		})
		const listen = (chunk: Buffer) => {
			said += chunk.toString()
		}
		child.stdout?.on("data", listen)
		child.stderr?.on("data", listen)
		await untilReady(url, child, () => said)
	}
	const end = async (signal: NodeJS.Signals) => {
		if (child.exitCode !== null || child.signalCode !== null) return
		const ended = new Promise((resolve) => child.once("exit", resolve))
		child.kill(signal)
		await ended
	}
	await start()

	return {
		url,
		databaseUrl: database,
		filesFolder,
		mail,
		output: () => said,
		stop: () => end("SIGTERM"),
		kill: () => end("SIGKILL"),
		async restart() {
			await end("SIGTERM")
			await start()
		},
		async dispose() {
			await end("SIGTERM")
			await mail.stop()
			if (!own) await dropDatabase(cluster, name)
		},
	}
}

/** The database that `tests/setup/database.ts` has prepared for the current file. */
function ownDatabase() {
	const { DATABASE_URL: url, FILES_URL: files } = process.env
	if (!url || !files) throw new Error("this test file has no database of its own")
	return { url, filesFolder: fileURLToPath(files) }
}

/** Loads the demo region once in a run. Every server gets a copy of this database and of the files. */
async function demoTemplate(filesFolder: string): Promise<string> {
	const cluster = inject("cluster")
	const name = `${cluster.template}_demo`
	const files = path.join(cluster.folder, "files", "demo")
	// The first process loads it; the others wait.
	await alone(cluster, name, async () => {
		const loaded = path.join(cluster.folder, "demo-loaded")
		if (existsSync(loaded)) return
		const url = await copyDatabase(cluster, name)
		mkdirSync(files, { recursive: true })
		const settings = {
			SESSION_SECRET,
			VITEST: "",
			DEMO_NOW: DEMO_START,
			FILES_URL: pathToFileURL(files).href,
		}
		await ensureDemoData({ url, folder: undefined }, settings)
		await forgetClock(url)
		writeFileSync(loaded, "")
	})
	cpSync(files, filesFolder, { recursive: true })
	return name
}

/** Resets the clock, which ran while the region was loading, so that each server begins at its own DEMO_NOW. */
async function forgetClock(url: string) {
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	await client.query(`DELETE FROM "Setting" WHERE key = 'demo.clock'`)
	await client.end()
}

async function untilReady(url: string, child: ChildProcess, said: () => string) {
	const deadline = performance.now() + START_TIMEOUT_MS
	while (performance.now() < deadline) {
		if (child.exitCode !== null) break
		const answer = await fetch(`${url}/readyz`).catch(() => undefined)
		if (answer?.ok) return
		await delay(50)
	}
	child.kill("SIGKILL")
	throw new Error(`the server did not start:\n${said()}`)
}

/** Chooses a port below the range for outgoing connections, which might otherwise use it before a start or restart. */
async function freePort(): Promise<number> {
	const port = randomInt(20_000, 32_000)
	const probe = createServer()
	const free = await new Promise<boolean>((resolve) => {
		probe.once("error", () => resolve(false))
		probe.listen(port, "127.0.0.1", () => resolve(true))
	})
	if (!free) return freePort()
	await new Promise((resolve) => probe.close(resolve))
	return port
}
