import type { Logger } from "pino"

interface LastResort {
	readonly log: Pick<Logger, "error" | "fatal">
	/** Closes what is open, in order. */
	close(): Promise<void>
	/** Ends the process. */
	exit(code: number): void
	say(sentence: string): void
}

const PATIENCE_MS = 15_000

/**
 * What to do when nobody has caught an error.
 *
 * A promise that fails unheard belongs to one page: its work lies in a transaction or nowhere, and everybody else goes on. After
 * an exception that nobody caught Node promises nothing about the state of the process, so it ends in order, and whoever
 * supervises it (systemd) starts it again: all that matters is in the database.
 */
export function lastResort({ log, close, exit, say }: LastResort) {
	let ending = false
	return {
		unhandledRejection(error: unknown) {
			log.error({ err: error }, "a promise failed unheard")
		},
		uncaughtException(error: unknown) {
			log.fatal({ err: error }, "an exception that nobody caught: the process ends")
			// Another one on the way out must not begin the end anew.
			if (ending) return
			ending = true
			say(
				"В программе произошла ошибка, после которой продолжать нельзя. Она остановлена: запустите её снова.",
			)
			// What cannot be closed must not keep a broken process alive.
			const late = setTimeout(() => exit(1), PATIENCE_MS)
			late.unref()
			close().then(
				() => exit(1),
				() => exit(1),
			)
		},
	}
}
