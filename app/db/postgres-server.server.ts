import { type ChildProcess, spawn } from "node:child_process"
import { closeSync, openSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { type PostgresBinaries, run, spawnAs } from "./postgres-binaries.server.ts"
import { type Access, connectHolder, type Holder } from "./postgres-holder.server.ts"

const START_TIMEOUT_MS = 30_000
const KNOCK_EVERY_MS = 20
/** For a moment after a crash, the old server's last processes still hold its memory, and a new server refuses to start. */
const RETRY_AFTER_MS = [200, 400, 800, 1_600, 3_200, 6_400]

/** Where a cluster is and which programs run it. */
export interface ServerPlace {
	readonly folder: string
	readonly cluster: string
	readonly binaries: PostgresBinaries
	readonly flags: readonly string[]
}

/**
 * Connects to the cluster's server, and starts it if it is not running.
 * @param port the port for a new server; by default any free one
 * @throws Error, a sentence for the person who runs the program, when no server answers
 */
export async function reach(
	place: ServerPlace,
	access: Access,
	port?: number,
): Promise<{ holder: Holder; started: boolean }> {
	const found = await knock(place, access)
	if (typeof found === "object") return { holder: found, started: false }
	if (found === "starting") {
		const holder = await waitForAnswer(place, access)
		if (holder) return { holder, started: false }
	}
	for (const pause of [0, ...RETRY_AFTER_MS]) {
		await delay(pause)
		clearForeignLock(place)
		const holder = await waitForAnswer(place, access, launch(place, port ?? (await freePort())))
		if (holder) return { holder, started: true }
	}
	const log = readFileSync(path.join(place.folder, "postgres.log"), "utf8").trim().split("\n").slice(-5)
	throw new Error(
		`Встроенный PostgreSQL не запустился (данные: ${place.folder}). Последние строки его журнала:\n${log.join("\n")}`,
	)
}

/** Stops the server and waits until it has ended. */
export const stopServer = ({ cluster, binaries }: Pick<ServerPlace, "cluster" | "binaries">): Promise<void> =>
	run(binaries.pgCtl, ["stop", "-D", cluster, "-m", "fast", "-w"], binaries.runAs).catch(() => undefined)

/** What the lock file says: process and port. The port is missing in the first moments of a start. */
export function postmaster(cluster: string): { pid: number; port: number } | undefined {
	try {
		const lines = readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n")
		return { pid: Number(lines[0]), port: Number(lines[3] ?? 0) }
	} catch {
		return undefined
	}
}

export function isPostgres(pid: number): boolean {
	try {
		process.kill(pid, 0)
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ESRCH") return false
	}
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0]?.includes("postgres") ?? false
	} catch {
		return true // there is no /proc here, so let PostgreSQL decide
	}
}

async function knock({ cluster }: ServerPlace, access: Access): Promise<Holder | "starting" | "nobody"> {
	const port = postmaster(cluster)?.port
	return port ? connectHolder(port, access) : "nobody"
}

function launch({ folder, cluster, binaries, flags }: ServerPlace, port: number): ChildProcess {
	const log = openSync(path.join(folder, "postgres.log"), "a", 0o600)
	const settings = [
		`port=${port}`,
		"listen_addresses=127.0.0.1",
		"unix_socket_directories=",
		"TimeZone=UTC",
		// The data lie in memory or on a disk without moving parts. By default PostgreSQL believes that a row found through an index
		// costs four times a row of a whole table, and reads whole tables of hundreds of thousands for a few thousand rows.
		"random_page_cost=1.1",
		...flags,
	]
	const child = spawn(
		binaries.postgres,
		["-D", cluster, ...settings.flatMap((setting) => ["-c", setting])],
		// Detached: Ctrl+C in a terminal reaches the whole process group, and the server must outlive our last query.
		{ ...spawnAs(binaries.runAs), detached: true, stdio: ["ignore", log, log] },
	)
	child.on("error", () => undefined)
	child.unref()
	closeSync(log)
	return child
}

/**
 * Waits as long as the server says that it is starting or recovering, which may take minutes after a crash.
 * @returns undefined if `child` has ended and no other server runs in its place, or if nothing answers in time
 */
async function waitForAnswer(
	place: ServerPlace,
	access: Access,
	child?: ChildProcess,
): Promise<Holder | undefined> {
	let deadline = performance.now() + START_TIMEOUT_MS
	while (performance.now() < deadline) {
		await delay(KNOCK_EVERY_MS)
		const found = await knock(place, access)
		if (typeof found === "object") return found
		if (found === "starting") deadline = performance.now() + START_TIMEOUT_MS
		else if (child && hasEnded(child) && !isRunning(place)) return undefined
	}
	return undefined
}

const hasEnded = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
	pid === undefined || exitCode !== null || signalCode !== null

function isRunning({ cluster }: ServerPlace): boolean {
	const lock = postmaster(cluster)
	return lock !== undefined && isPostgres(lock.pid)
}

/**
 * PostgreSQL itself removes the lock of a dead server, unless another process of the same user now has its process number,
 * as happens after a container restarts.
 */
function clearForeignLock({ cluster }: ServerPlace) {
	const lock = postmaster(cluster)
	if (lock && !isPostgres(lock.pid)) rmSync(path.join(cluster, "postmaster.pid"), { force: true })
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer()
		probe.on("error", reject)
		probe.listen(0, "127.0.0.1", () => {
			const address = probe.address()
			const port = typeof address === "object" && address ? address.port : 0
			probe.close(() => resolve(port))
		})
	})
}
