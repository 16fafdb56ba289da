import pg from "pg"

/** Every process that uses the embedded server keeps one connection of this name; the last one out stops the server. */
const HOLDER = "attestation-holder"
/** PostgreSQL's «cannot connect now»: it starts, recovers after a crash, or shuts down. */
const CANNOT_CONNECT_NOW = "57P03"

export type Holder = pg.Client
export type Access = { readonly user: string; readonly password: string }

/** A holder; or what is known of a server that gives none. */
export async function connectHolder(port: number, access: Access): Promise<Holder | "starting" | "nobody"> {
	const holder = new pg.Client({
		...access,
		host: "127.0.0.1",
		port,
		database: "postgres",
		application_name: HOLDER,
		keepAlive: true,
	})
	// The end of the connection is what `watchOver` acts on.
	holder.on("error", () => undefined)
	try {
		await holder.connect()
		return holder
	} catch (error) {
		return (error as pg.DatabaseError).code === CANNOT_CONNECT_NOW ? "starting" : "nobody"
	}
}

/** Whether some process of ours still holds the server at this address. A server that does not answer is held by nobody. */
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
 * Gets a new holder whenever the present one breaks, which happens when the server dies. Several processes may do so together;
 * PostgreSQL lets one of their servers start, and the others find it.
 * @param reach finds the server or starts it, with as many attempts as make sense
 * @param onLost called when that has failed; nothing is tried any more
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
