import pg from "pg"

/** The PostgreSQL server of this run, and the migrated database that tests copy. */
export interface Cluster {
	readonly serverUrl: string
	readonly template: string
	/** A folder of this run, removed at its end. */
	readonly folder: string
}

declare module "vitest" {
	interface ProvidedContext {
		cluster: Cluster
	}
}

export function databaseUrl({ serverUrl }: Pick<Cluster, "serverUrl">, name: string): string {
	const url = new URL(serverUrl)
	url.pathname = `/${name}`
	return url.href
}

/** Creates `name` as a copy of `template`, replacing an older database of that name. @returns its address */
export async function copyDatabase(
	cluster: Cluster,
	name: string,
	template = cluster.template,
	tablespace?: string,
): Promise<string> {
	await administer(cluster, [
		`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`,
		`CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY file_copy${tablespace ? ` TABLESPACE "${tablespace}"` : ""}`,
	])
	return databaseUrl(cluster, name)
}

export async function dropDatabase(cluster: Pick<Cluster, "serverUrl">, name: string): Promise<void> {
	await administer(cluster, [`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`])
}

/** Does the work while no other process of this run does work with that name. If the process dies, the lock is released. */
export async function alone(cluster: Cluster, name: string, work: () => Promise<void>): Promise<void> {
	const client = await connect(cluster)
	try {
		await client.query("SELECT pg_advisory_lock(hashtext($1))", [name])
		await work()
	} finally {
		await client.end()
	}
}

/** Drops the databases that a run has created on an external server. */
export async function dropDatabasesOf(cluster: Cluster): Promise<void> {
	const client = await connect(cluster)
	const { rows } = await client.query<{ datname: string }>(
		"SELECT datname FROM pg_database WHERE starts_with(datname, $1)",
		[cluster.template],
	)
	for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`)
	await client.end()
}

async function administer(cluster: Pick<Cluster, "serverUrl">, statements: readonly string[]) {
	const client = await connect(cluster)
	try {
		for (const statement of statements) await client.query(statement)
	} finally {
		await client.end()
	}
}

async function connect(cluster: Pick<Cluster, "serverUrl">) {
	const client = new pg.Client({ connectionString: databaseUrl(cluster, "postgres") })
	await client.connect()
	return client
}
