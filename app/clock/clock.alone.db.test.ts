import { afterEach, describe, expect, test, vi } from "vitest"

// Each start of a process is a fresh copy of the module.
async function startProcess(settings: Record<string, string> = {}) {
	vi.resetModules()
	for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
	const clock = await import("./clock.server.ts")
	await clock.loadClock()
	return clock
}

/**
 * Tolerance in seconds between two readings of the clock. A start can take some seconds on a busy computer, and a wrong
 * clock is wrong by months.
 */
const MOMENT = 60
const secondsApart = (a: Date, b: Date) => Math.abs(a.getTime() - b.getTime()) / 1000

afterEach(() => vi.unstubAllEnvs())

describe("the clock", () => {
	test("is the system's clock until somebody moves it", async () => {
		const { now } = await startProcess()
		expect(secondsApart(now(), new Date())).toBeLessThan(MOMENT)
	})

	test("begins at DEMO_NOW, but only at the demo's first start", async () => {
		const first = await startProcess({
			APP_MODE: "demo",
			DEMO_NOW: "2026-10-01T09:00",
			SESSION_SECRET: "x".repeat(32),
		})
		expect(secondsApart(first.now(), new Date("2026-10-01T02:00:00Z"))).toBeLessThan(MOMENT)
		await first.setClock(new Date("2026-12-01T02:00:00Z"))
		const second = await startProcess()
		expect(secondsApart(second.now(), new Date("2026-12-01T02:00:00Z"))).toBeLessThan(MOMENT)
	})

	test("cannot be moved in production, whatever the database contains", async () => {
		const { now, setClock } = await startProcess({
			APP_MODE: "production",
			PUBLIC_URL: "https://attestation.example",
			MAIL_URL: "smtp://127.0.0.1:25",
			SESSION_SECRET: "x".repeat(32),
			DEMO_NOW: "",
		})
		expect(secondsApart(now(), new Date())).toBeLessThan(MOMENT)
		await expect(setClock(new Date("2030-01-01"))).rejects.toThrow("only in the demo")
	})
})
