import type { Logger } from "pino"

interface LastResort {
	readonly log: Pick<Logger, "error" | "fatal">
	/** Closes what is open, in the right order. */
	close(): Promise<void>
	/** Ends the process. */
	exit(code: number): void
	say(sentence: string): void
}

const PATIENCE_MS = 15_000

/**
 * What to do about errors that nobody caught.
 *
 * An unhandled rejection belongs to one page: its work is in a transaction or nowhere, and everybody else can continue.
 * After an uncaught exception Node guarantees nothing about the state of the process. So the process ends in order, and its
 * supervisor (systemd) starts it again. All that matters is in the database.
 */
export function lastResort({ log, close, exit, say }: LastResort) {
	let ending = false
	return {
		unhandledRejection(error: unknown) {
			log.error({ err: error }, "a promise failed unheard")
		},
		uncaughtException(error: unknown) {
			log.fatal({ err: error }, "an exception that nobody caught: the process ends")
			// Another error during the shutdown must not start the shutdown again.
			if (ending) return
			ending = true
			say(
				"В программе произошла ошибка, после которой продолжать нельзя. Она остановлена: запустите её снова.",
			)
			// A resource that cannot be closed must not keep a broken process alive.
			const late = setTimeout(() => exit(1), PATIENCE_MS)
			late.unref()
			close().then(
				() => exit(1),
				() => exit(1),
			)
		},
	}
}
