import type { RequestHandler } from "express"
import type { Logger } from "pino"

/** Says that the process is alive. It does not check what the process depends on. */
export const alive: RequestHandler = (_request, response) => {
	response.type("text/plain").send("ok\n")
}

/** Says whether the process can serve. `check` throws if the database or the file store does not answer. */
export function ready(check: () => Promise<void>, log: Logger): RequestHandler {
	return async (_request, response) => {
		try {
			await check()
			response.type("text/plain").send("ok\n")
		} catch (error) {
			log.error({ err: error }, "not ready")
			response.status(503).type("text/plain").send("not ready\n")
		}
	}
}
