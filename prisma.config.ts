import { PrismaPg } from "@prisma/adapter-pg"
import pg from "pg"
import { defineConfig } from "prisma/config"

// Used by the Prisma CLI only. Migrating through an adapter needs no engine binary, so nothing is downloaded; the
// published adapter cannot do it as it is, and MigrationPg mends what is missing.

// `generate` opens no connection, yet the schema's env("DATABASE_URL") must resolve.
process.env.DATABASE_URL ??= "postgresql://nobody@127.0.0.1:1/none"

// The engine limits the wait for its lock to ten seconds and never cancels that timer, which would keep the CLI alive
// after its work is done. Unreferenced, it still fires while a query is waiting.
const { setTimeout: nativeTimeout } = globalThis
const patient = (...args: Parameters<typeof nativeTimeout>) => {
	const timer = nativeTimeout(...args)
	return args[1] === 10_000 ? timer.unref() : timer
}
globalThis.setTimeout = Object.assign(patient, nativeTimeout)

/** PostgreSQL's internal types that the adapter does not know ("char", name and their arrays) read as text. */
const readAs = new Map([
	[18, 25],
	[19, 25],
	[1002, 1009],
	[1003, 1009],
])

type Callback = (error: Error | null, result: pg.QueryResult) => void

function renameTypes(result: pg.QueryResult | undefined) {
	for (const field of result?.fields ?? []) {
		field.dataTypeID = readAs.get(field.dataTypeID) ?? field.dataTypeID
	}
	return result
}

const nativeQuery: (...args: unknown[]) => unknown = Reflect.get(pg.Client.prototype, "query")

class CatalogueClient extends pg.Client {}
// The signature of query() has twelve overloads and two ways to answer; assigned to the prototype, both are covered.
Object.defineProperty(CatalogueClient.prototype, "query", {
	value(this: pg.Client, ...args: unknown[]) {
		const last = args.at(-1)
		if (typeof last === "function") {
			const callback = last as Callback
			const wrapped: Callback = (error, result) => {
				renameTypes(result)
				callback(error, result)
			}
			return nativeQuery.call(this, ...args.slice(0, -1), wrapped)
		}
		const answer = nativeQuery.call(this, ...args)
		return answer instanceof Promise ? answer.then(renameTypes) : answer
	},
})

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>

class MigrationPg extends PrismaPg {
	readonly #options: pg.PoolConfig

	constructor(url: string) {
		const { hostname, port, username, password, pathname, searchParams } = new URL(url)
		// Never a connectionString: it would win over `database`, and the shadow database would be the real one.
		const options: pg.PoolConfig = {
			host: decodeURIComponent(hostname),
			port: Number(port || 5432),
			user: decodeURIComponent(username),
			password: decodeURIComponent(password),
			database: decodeURIComponent(pathname.slice(1)),
			ssl: ["require", "verify-ca", "verify-full"].includes(searchParams.get("sslmode") ?? ""),
			// One connection: the advisory lock of a migration belongs to the connection that took it.
			max: 1,
			// The CLI never closes its pool; without this it would linger ten seconds after its work.
			allowExitOnIdle: true,
			Client: CatalogueClient,
		}
		super(options)
		this.#options = options
	}

	override async connect(): Promise<Adapter> {
		return wholeScripts(await super.connect())
	}

	override async connectToShadowDb(): Promise<Adapter> {
		const database = `shadow_${crypto.randomUUID()}`
		const administrator = new pg.Client(this.#options)
		await administrator.connect()
		await administrator.query(`CREATE DATABASE "${database}"`)
		const shadow = wholeScripts(await new PrismaPg({ ...this.#options, database }).connect())
		const close = shadow.dispose.bind(shadow)
		shadow.dispose = async () => {
			await close()
			await administrator.query(`DROP DATABASE "${database}" WITH (FORCE)`)
			await administrator.end()
		}
		return shadow
	}
}

/** The adapter cuts a migration at every semicolon, function bodies included; PostgreSQL takes it whole. */
function wholeScripts(adapter: Adapter): Adapter {
	adapter.executeScript = async (script) => {
		await adapter.underlyingDriver().query(script)
	}
	return adapter
}

export default defineConfig({
	schema: "prisma/schema.prisma",
	experimental: { adapter: true },
	engine: "js",
	adapter: async () => new MigrationPg(process.env.DATABASE_URL ?? ""),
})
