import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { clusterFolder, giveTo, postgresBinaries, run } from "./postgres-binaries.server.ts"
import { isHeld, watchOver } from "./postgres-holder.server.ts"
import { isPostgres, postmaster, reach, type ServerPlace, stopServer } from "./postgres-server.server.ts"

const USER = "attestation"
/** A file in the cluster's folder that only its owner can read. */
const PASSWORD_FILE = "attestation-password"

export interface EmbeddedPostgres {
	/** The folder of the cluster and its log. It may differ from the requested one (see clusterFolder). */
	readonly folder: string
	/** True if this call started the server, false if it was found running. */
	readonly started: boolean
	/** Address of a database of this cluster; the database need not exist yet. */
	url(database: string): string
	/** Releases the server, and stops it if none of our other processes uses it. Close your own pools first. */
	stop(): Promise<void>
}

export interface EmbeddedOptions {
	/** More `-c name=value` settings, for tests. */
	readonly flags?: readonly string[]
	/** Called once when the server died and could not be started again. By default the process ends with the error's message. */
	readonly onLost?: (error: Error) => void
}

/**
 * Connects to the cluster in `folder`, or starts it (creating it the first time), or waits for a process that is already
 * starting it. A server left by a killed process is used again. A server that dies while this process uses it is restarted
 * on the same port.
 */
export async function startEmbeddedPostgres(
	wishedFolder: string,
	{ flags = [], onLost = endProcess }: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
	const binaries = await postgresBinaries()
	const folder = clusterFolder(path.resolve(wishedFolder), binaries)
	const cluster = path.join(folder, "cluster")
	const place: ServerPlace = { folder, cluster, binaries, flags }
	if (!existsSync(cluster)) await createCluster(place)
	const access = { user: USER, password: readPassword(cluster) }

	const { holder, started } = await reach(place, access)
	const watch = watchOver(holder, () => reach(place, access, holder.port), onLost)
	const url = (database: string) =>
		`postgresql://${USER}:${access.password}@127.0.0.1:${holder.port}/${encodeURIComponent(database)}`
	return {
		folder,
		started,
		url,
		async stop() {
			await watch.end()
			if (!(await isHeld(url("postgres")))) await stopServer(place)
		},
	}
}

/** Stops the server and deletes the cluster with everything in it. */
export async function removeEmbeddedPostgres(wishedFolder: string): Promise<void> {
	const binaries = await postgresBinaries()
	const folder = clusterFolder(path.resolve(wishedFolder), binaries)
	const cluster = path.join(folder, "cluster")
	const running = postmaster(cluster)
	if (running && isPostgres(running.pid)) await stopServer({ cluster, binaries })
	rmSync(folder, { recursive: true, force: true })
}

function endProcess(error: Error) {
	console.error(`\n${error.message}\n`)
	process.exit(1)
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

async function createCluster({ folder, cluster, binaries }: ServerPlace) {
	mkdirSync(folder, { recursive: true, mode: 0o755 })
	const password = randomBytes(24).toString("base64url")
	// The cluster is created in a neighbouring folder, with its password, and then renamed. So an interrupted start leaves no
	// incomplete cluster, and only one of two simultaneous first starts wins.
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
