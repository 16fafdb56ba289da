import { prepareGround, runProgram } from "./ground.ts"
import type { Year } from "./year.ts"

// `npm run bench -- year`

const ground = await prepareGround()
try {
	const env = {
		DATABASE_URL: ground.databaseUrl,
		APP_MODE: "test",
		LOG_LEVEL: "error",
		SESSION_SECRET: "a-secret-that-only-the-bench-knows",
	}
	await runProgram("fill.ts", env)
	const { ledger, letters, received, days, registered, seconds } = await runProgram<Year>("year.ts", env)
	const table = (counts: Readonly<Record<string, number>>) =>
		Object.entries(counts).map(([name, count]) => `${String(count).padStart(7)}  ${name}`)
	const lines = [
		"",
		`${days} days, 3,000 applications, ${registered} registered on the way: ${seconds} s.`,
		"",
		"Ledger, notices by rule:",
		...table(ledger),
		"",
		`Letters by kind and state (${received} taken by the mail server):`,
		...table(letters),
	]
	console.log(lines.join("\n"))
} finally {
	await ground.remove()
}
