import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs"
import { createServer } from "node:net"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import pg from "pg"
import {
	clusterFolder,
	giveTo,
	type PostgresBinaries,
	postgresBinaries,
	run,
	spawnAs,
} from "./postgres-binaries.server.ts"

const USER = "attestation"
const START_TIMEOUT_MS = 30_000
/** In the cluster's folder, readable by its owner only. */
const PASSWORD_FILE = "attestation-password"
/** Every process that uses the cluster keeps one connection of this name; the last one out stops the server. */
const HOLDER = "attestation-holder"

export interface EmbeddedPostgres {
	/** The folder of the cluster and its log; not always the one asked for (see clusterFolder). */
	readonly folder: string
	/** True if this call started the server, false if it was found running. */
	readonly started: boolean
	/** Address of a database of this cluster; the database need not exist yet. */
	url(database: string): string
	/** Lets go of the server, and stops it if no other process of ours holds it. Close your own pools first. */
	stop(): Promise<void>
}

interface Place {
	readonly folder: string
	readonly cluster: string
	readonly binaries: PostgresBinaries
}

/**
 * Connects to the cluster kept in `folder`, or starts it (creating it the first time), or waits for whoever is starting
 * it at this moment. A server left behind by a killed process is simply used again.
 * @param options.flags more `-c name=value` settings, for tests
 */
export async function startEmbeddedPostgres(
	wishedFolder: string,
	{ flags = [] }: { flags?: readonly string[] } = {},
): Promise<EmbeddedPostgres> {
	const binaries = await postgresBinaries()
	const folder = clusterFolder(path.resolve(wishedFolder), binaries)
	const place: Place = { folder, cluster: path.join(folder, "cluster"), binaries }
	if (!existsSync(place.cluster)) await createCluster(place)
	const password = readPassword(place.cluster)

	let holder = await knock(place, password)
	const started = !holder
	if (!holder) {
		clearForeignLock(place)
		await launch(place, flags)
		holder = await waitForAnswer(place, password)
	}
	const port = holder.port
	const url = (database: string) =>
		`postgresql://${USER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
	return { folder, started, url, stop: () => letGo(place, holder, url("postgres")) }
}

/** Removes the cluster with everything in it. @throws if a server still runs there. */
export async function removeEmbeddedPostgres(wishedFolder: string): Promise<void> {
	const binaries = await postgresBinaries()
	const folder = clusterFolder(path.resolve(wishedFolder), binaries)
	const cluster = path.join(folder, "cluster")
	if (existsSync(path.join(cluster, "postmaster.pid"))) {
		const running = postmaster(cluster)
		if (running && isPostgres(running.pid))
			await run(binaries.pgCtl, ["stop", "-D", cluster, "-m", "fast", "-w"], binaries.runAs)
	}
	rmSync(folder, { recursive: true, force: true })
}

function readPassword(cluster: string): string {
	try {
		return readFileSync(path.join(cluster, PASSWORD_FILE), "utf8")
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code
		throw new Error(
			`Нет доступа к данным PostgreSQL в папке ${cluster} (${code}). Запустите программу от имени того, ` +
				"кто её запускал прежде, или удалите эту папку, если данные в ней не нужны.",
		)
	}
}

async function createCluster({ folder, cluster, binaries }: Place) {
	mkdirSync(folder, { recursive: true, mode: 0o755 })
	const password = randomBytes(24).toString("base64url")
	// Made beside its place and moved there whole, password included: an interrupted start leaves no half a cluster, and of
	// two first starts at once one wins.
	const half = `${cluster}.${process.pid}`
	const passwordFile = `${half}.password`
	rmSync(half, { recursive: true, force: true })
	mkdirSync(half, { mode: 0o700 })
	giveTo(half, binaries.runAs)
	writeFileSync(passwordFile, password, { mode: 0o600 })
	giveTo(passwordFile, binaries.runAs)
	try {
		await run(
			binaries.initdb,
			[
				`--pgdata=${half}`,
				`--username=${USER}`,
				`--pwfile=${passwordFile}`,
				"--auth=scram-sha-256",
				"--encoding=UTF8",
				"--locale=C.UTF-8",
				"--no-instructions",
			],
			binaries.runAs,
		)
		renameSync(passwordFile, path.join(half, PASSWORD_FILE))
		renameSync(half, cluster)
	} catch (error) {
		rmSync(half, { recursive: true, force: true })
		rmSync(passwordFile, { force: true })
		if (!existsSync(cluster)) throw error
	}
}

async function launch({ folder, cluster, binaries }: Place, flags: readonly string[]) {
	const log = openSync(path.join(folder, "postgres.log"), "a", 0o600)
	const settings = [
		`port=${await freePort()}`,
		"listen_addresses=127.0.0.1",
		"unix_socket_directories=",
		...flags,
	]
	const child = spawn(
		binaries.postgres,
		["-D", cluster, ...settings.flatMap((setting) => ["-c", setting])],
		// Detached: Ctrl+C in a terminal goes to the whole group, and the server must outlive our last query.
		{ ...spawnAs(binaries.runAs), detached: true, stdio: ["ignore", log, log] },
	)
	child.on("error", () => undefined)
	child.unref()
	closeSync(log)
}

type Holder = pg.Client

/** A connection, if a server answers at the port that the cluster's lock file names. */
async function knock({ cluster }: Place, password: string): Promise<Holder | undefined> {
	const port = postmaster(cluster)?.port
	if (!port) return undefined
	const client = new pg.Client({
		host: "127.0.0.1",
		port,
		user: USER,
		password,
		database: "postgres",
		application_name: HOLDER,
		keepAlive: true,
	})
	// A server that goes away is noticed by the pools; the holder itself has nothing to do about it.
	client.on("error", () => undefined)
	try {
		await client.connect()
		return client
	} catch {
		return undefined
	}
}

async function waitForAnswer(place: Place, password: string): Promise<Holder> {
	const deadline = performance.now() + START_TIMEOUT_MS
	while (performance.now() < deadline) {
		await delay(20)
		const holder = await knock(place, password)
		if (holder) return holder
	}
	const log = readFileSync(path.join(place.folder, "postgres.log"), "utf8")
		.trim()
		.split("\n")
		.slice(-5)
		.join("\n")
	throw new Error(
		`Встроенный PostgreSQL не запустился (данные: ${place.folder}). Последние строки его журнала:\n${log}`,
	)
}

async function letGo({ cluster, binaries }: Place, holder: Holder, administrationUrl: string) {
	await holder.end().catch(() => undefined)
	const visitor = new pg.Client({ connectionString: administrationUrl })
	visitor.on("error", () => undefined)
	try {
		await visitor.connect()
		const others = await visitor.query("SELECT 1 FROM pg_stat_activity WHERE application_name = $1", [HOLDER])
		await visitor.end()
		if (others.rows.length > 0) return
	} catch {
		return // already stopped
	}
	await run(binaries.pgCtl, ["stop", "-D", cluster, "-m", "fast", "-w"], binaries.runAs).catch(
		() => undefined,
	)
}

/** What the lock file says: process and port (absent in the first moments of a start). */
function postmaster(cluster: string): { pid: number; port: number } | undefined {
	try {
		const lines = readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n")
		return { pid: Number(lines[0]), port: Number(lines[3] ?? 0) }
	} catch {
		return undefined
	}
}

/**
 * PostgreSQL itself removes the lock of a dead server, but not when the number has since gone to another process of
 * the same user, as it does after a container restarts.
 */
function clearForeignLock({ cluster }: Place) {
	const lock = postmaster(cluster)
	if (lock && !isPostgres(lock.pid)) rmSync(path.join(cluster, "postmaster.pid"), { force: true })
}

function isPostgres(pid: number): boolean {
	try {
		process.kill(pid, 0)
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ESRCH") return false
	}
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0]?.includes("postgres") ?? false
	} catch {
		return true // no /proc here: let PostgreSQL decide
	}
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
