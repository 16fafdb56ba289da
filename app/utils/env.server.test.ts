import { describe, expect, test } from "vitest"
import { readEnv, SettingsError } from "./env.server.ts"

const production = {
	APP_MODE: "production",
	PUBLIC_URL: "https://attestation.example/",
	MAIL_URL: "smtp://mail.example:587",
	SESSION_SECRET: "x".repeat(32),
}

function problemsOf(source: Record<string, string>): readonly string[] {
	try {
		readEnv(source)
	} catch (error) {
		if (error instanceof SettingsError) return error.problems
		throw error
	}
	return []
}

describe("settings", () => {
	test("a production with its three variables starts on the defaults of the rest", () => {
		const env = readEnv(production)
		expect(env).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", TRUST_PROXY: false, LOG_LEVEL: "info" })
		expect(env.PUBLIC_URL).toBe("https://attestation.example")
		expect(env.DATABASE_URL).toBeUndefined()
	})

	test("a production without its variables is refused, every missing one named", () => {
		const problems = problemsOf({ APP_MODE: "production" }).join("\n")
		for (const name of ["PUBLIC_URL", "MAIL_URL", "SESSION_SECRET"])
			expect(problems).toContain(`${name} не задана`)
	})

	test("every unusable value is named with what is expected", () => {
		const problems = problemsOf({
			...production,
			PORT: "70000",
			DATABASE_URL: "mysql://db/x",
			SESSION_SECRET: "short",
			TRUST_PROXY: "yes",
			LOG_LEVEL: "loud",
		})
		expect(problems).toHaveLength(5)
		expect(problems.join("\n")).toContain("PORT не подходит: нужно целое число от 1 до 65535")
	})

	test("a blank variable counts as not set", () => {
		expect(readEnv({ ...production, PORT: "", LOG_LEVEL: "" }).PORT).toBe(3000)
	})

	test("the clock cannot be moved outside the demo", () => {
		expect(problemsOf({ ...production, DEMO_NOW: "2026-10-01" })[0]).toContain("DEMO_NOW")
	})

	test("a date for the demo's clock is midnight in Tomsk, a time is Tomsk time", () => {
		const at = (DEMO_NOW: string) => readEnv({ APP_MODE: "test", DEMO_NOW }).DEMO_NOW?.toISOString()
		expect(at("2026-10-01")).toBe("2026-09-30T17:00:00.000Z")
		expect(at("2026-10-01T09:00")).toBe("2026-10-01T02:00:00.000Z")
		expect(problemsOf({ APP_MODE: "test", DEMO_NOW: "завтра" })[0]).toContain("DEMO_NOW")
	})

	test("the address that people open follows the port outside production", () => {
		expect(readEnv({ APP_MODE: "test", PORT: "4100" }).PUBLIC_URL).toBe("http://localhost:4100")
	})
})
