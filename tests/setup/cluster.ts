import { mkdirSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { TestProject } from "vitest/node"
import { removeEmbeddedPostgres, startEmbeddedPostgres } from "#app/db/embedded-postgres.server.ts"
import { ensureDatabase, migrate } from "#app/db/migrate.server.ts"
import { prepareQueues } from "#app/queue/prepare-queues.server.ts"
import { type Cluster, databaseUrl, dropDatabasesOf } from "./databases.ts"

// One PostgreSQL for the whole run, whichever projects it contains. Each project's global set-up calls this: the first one
// starts the server and the last one stops it. If DATABASE_URL is set, the run uses that server with separate databases.

interface Running {
	cluster: Cluster
	stop(): Promise<void>
}

const shared = globalThis as typeof globalThis & {
	testCluster?: { users: number; running: Promise<Running> }
}
const PREFIX = "attestation-test-"

export default async function setup(project: TestProject) {
	shared.testCluster ??= { users: 0, running: startCluster() }
	shared.testCluster.users += 1
	const { cluster } = await shared.testCluster.running
	project.provide("cluster", cluster)
	return async () => {
		const own = shared.testCluster
		if (!own) return
		own.users -= 1
		if (own.users > 0) return
		shared.testCluster = undefined
		await (await own.running).stop()
	}
}

async function startCluster(): Promise<Running> {
	await removeAbandoned()
	const folder = path.join(tmpdir(), `${PREFIX}${process.pid}`)
	mkdirSync(folder, { recursive: true, mode: 0o755 })
	const template = `attestation_test_${process.pid}`
	const outside = process.env.DATABASE_URL
	if (outside) {
		const cluster = { serverUrl: outside, template, folder }
		await migrateTemplate(cluster)
		return {
			cluster,
			async stop() {
				await dropDatabasesOf(cluster)
				rmSync(folder, { recursive: true, force: true })
			},
		}
	}
	// Test data need not survive a crash of the machine, so nothing waits for the disk.
	const flags = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]
	const server = await startEmbeddedPostgres(path.join(folder, "postgres"), { flags })
	const cluster = { serverUrl: server.url("postgres"), template, folder }
	await migrateTemplate(cluster)
	return {
		cluster,
		async stop() {
			await server.stop()
			await removeEmbeddedPostgres(path.join(folder, "postgres"))
			rmSync(folder, { recursive: true, force: true })
		},
	}
}

async function migrateTemplate(cluster: Cluster) {
	const url = databaseUrl(cluster, cluster.template)
	await ensureDatabase(url)
	await migrate(url)
	await prepareQueues(url)
}

/** A killed run leaves its server and folder. The process number in the name shows whether the run is still alive. */
async function removeAbandoned() {
	for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
		const pid = Number(name.slice(PREFIX.length))
		try {
			process.kill(pid, 0)
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ESRCH") continue
			const folder = path.join(tmpdir(), name)
			await removeEmbeddedPostgres(path.join(folder, "postgres"))
			rmSync(folder, { recursive: true, force: true })
		}
	}
}
