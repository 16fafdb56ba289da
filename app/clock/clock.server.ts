import { z } from "zod"
import { prisma } from "#app/db/client.server.ts"
import { env } from "#app/utils/env.server.ts"

// The system's clock, which only the demo and tests move by an offset. Routes and jobs read the time here once and pass it
// down. Sessions and request limits follow the real time.

const SETTING = "demo.clock"
const Stored = z.object({ offsetMs: z.number().int() })

let offsetMs = 0

export function now(): Date {
	return new Date(Date.now() + offsetMs)
}

/** True where people can move the clock. */
const clockMoves = env.mode === "demo" || env.mode === "test"

/** Continues the clock where it was left. The first start of a demo begins at DEMO_NOW. In production this does nothing. */
export async function loadClock(): Promise<void> {
	if (!clockMoves) return
	const setting = await prisma.setting.findUnique({ where: { key: SETTING } })
	if (setting) offsetMs = Stored.parse(setting.value).offsetMs
	else if (env.DEMO_NOW) await setClock(env.DEMO_NOW)
}

/**
 * Sets the clock to `at`, for this process and for later starts.
 * @throws outside the demo and tests: a production never travels in time
 */
export async function setClock(at: Date): Promise<void> {
	if (!clockMoves) throw new Error("the clock moves only in the demo and in tests")
	const value = { offsetMs: at.getTime() - Date.now() }
	await prisma.setting.upsert({ where: { key: SETTING }, create: { key: SETTING, value }, update: { value } })
	offsetMs = value.offsetMs
}
