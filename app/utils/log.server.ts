import pino from "pino"
import { env } from "./env.server.ts"

/** One JSON line for each event. Never log names, addresses, letters or form data: only identifiers. */
export const log = pino({
	level: env.LOG_LEVEL,
	base: undefined,
	timestamp: pino.stdTimeFunctions.isoTime,
	formatters: { level: (label) => ({ level: label }) },
})
