import pg from "pg"

/** Every process that uses the embedded server keeps one connection with this name. The last process to leave stops the server. */
const HOLDER = "attestation-holder"
/** PostgreSQL's code for «cannot connect now»: it is starting, recovering after a crash, or shutting down. */
const CANNOT_CONNECT_NOW = "57P03"

export type Holder = pg.Client
export type Access = { readonly user: string; readonly password: string }

/** Returns a connection that holds the server, or why there is none. */
export async function connectHolder(port: number, access: Access): Promise<Holder | "starting" | "nobody"> {
	const holder = new pg.Client({
		...access,
		host: "127.0.0.1",
		port,
		database: "postgres",
		application_name: HOLDER,
		keepAlive: true,
	})
	// `watchOver` acts when the connection ends, so this error needs no handling.
	holder.on("error", () => undefined)
	try {
		await holder.connect()
		return holder
	} catch (error) {
		return (error as pg.DatabaseError).code === CANNOT_CONNECT_NOW ? "starting" : "nobody"
	}
}

/** Whether any of our processes still holds the server at this address. A server that does not answer is held by nobody. */
export async function isHeld(url: string): Promise<boolean> {
	const visitor = new pg.Client({ connectionString: url })
	visitor.on("error", () => undefined)
	try {
		await visitor.connect()
		const held = await visitor.query("SELECT 1 FROM pg_stat_activity WHERE application_name = $1", [HOLDER])
		return held.rows.length > 0
	} catch {
		return false
	} finally {
		await visitor.end().catch(() => undefined)
	}
}

/**
 * Opens a new holder whenever the current one breaks, which happens when the server dies. Several processes may do so at
 * once: PostgreSQL lets only one of their servers start, and the others find it.
 * @param reach finds or starts the server, with as many attempts as make sense
 * @param onLost called when that has failed; after that nothing more is tried
 */
export function watchOver(
	first: Holder,
	reach: () => Promise<{ holder: Holder }>,
	onLost: (error: Error) => void,
): { end(): Promise<void> } {
	let holder = first
	let ended = false
	let recovery: Promise<void> = Promise.resolve()

	const watch = () => {
		holder.once("end", () => {
			if (!ended) recovery = recover()
		})
	}
	const recover = async () => {
		try {
			holder = (await reach()).holder
			watch()
		} catch (error) {
			if (!ended) onLost(lost(error))
		}
	}
	watch()
	return {
		async end() {
			ended = true
			await recovery
			await holder.end().catch(() => undefined)
		},
	}
}

const lost = (cause: unknown) =>
	new Error(
		`База данных остановилась, и запустить её снова не удалось. ${cause instanceof Error ? cause.message : cause}\n` +
			"Устраните причину и запустите программу снова: всё, что было сохранено, осталось.",
		{ cause },
	)
