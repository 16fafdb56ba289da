import pino from "pino"
import { env } from "./env.server.ts"

/** One JSON line an event. Never give it names, addresses, letters or form data: identifiers only. */
export const log = pino({
	level: env.LOG_LEVEL,
	base: undefined,
	timestamp: pino.stdTimeFunctions.isoTime,
	formatters: { level: (label) => ({ level: label }) },
})
