import { spawn } from "node:child_process"
import { rmSync } from "node:fs"
import path from "node:path"
import { build } from "vite"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import type { Dispatch } from "#app/workflow/dispatch.server.ts"
import {
	bring,
	CALENDAR,
	type Cast,
	NOW,
	newWithdrawal,
	ORDER,
	of,
	openRegion,
	scheduleOf,
	send,
	teachers,
} from "#tests/factories.ts"

// A process is killed between any two writes of a transition. Afterwards the whole database is as it was, or as after the
// transition: states, versions, journal, numbers, letters and their jobs.

type Order = Omit<Dispatch, "now" | "actor"> & { actor: Actor }

// Beside the packages, so that the bundle finds them. Bundled, because a process is started some fifty times.
const folder = path.resolve("node_modules/.cache", `attestation-crash-${process.pid}`)
let people: Cast

beforeAll(async () => {
	const [region] = await Promise.all([
		openRegion(
			["municipal", "expert1", "expert2", "teacher"],
			teachers(["scheduled1", "scheduled2", "leaver"]),
		),
		build({
			configFile: false,
			logLevel: "error",
			build: { ssr: "tests/crash/transition.ts", outDir: folder, minify: false, target: "node20" },
		}),
	])
	people = region
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** @returns the last word of the process: the number and text of the write before which it was killed, nothing, or «done» */
function run(order: Order, killAt: number | "commit" | "after commit" | null): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [path.join(folder, "transition.js")], {
			env: { ...process.env, CRASH: JSON.stringify({ order: { ...order, now: NOW }, killAt }) },
			stdio: ["ignore", "pipe", "pipe"],
		})
		let said = ""
		let complained = ""
		child.stdout.on("data", (chunk) => {
			said += chunk
		})
		child.stderr.on("data", (chunk) => {
			complained += chunk
		})
		child.on("error", reject)
		child.on("close", (code, signal) => {
			if (signal === "SIGKILL" || code === 0) return resolve(said)
			reject(new Error(`the process ended with ${code} ${signal}:\n${complained}`))
		})
	})
}

/** Every row of every table that a transition may write, as one fingerprint per table. */
async function fingerprint(): Promise<object> {
	const tables = await prisma.$queryRaw<{ name: string }[]>`
		SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
		WHERE schemaname = 'public' OR (schemaname = 'pgboss' AND tablename = 'job') ORDER BY 1`
	const prints = tables.map(
		({ name }) =>
			`SELECT '${name}' AS name, count(*) || ' ' || md5(string_agg(t::text, '|' ORDER BY t::text)) AS print FROM ${name} t`,
	)
	return prisma.$queryRawUnsafe<object>(prints.join(" UNION ALL "))
}

/** A dead client's transaction lives until the server notices; whoever gets its locks knows that it is over. */
const untilServerKnows = () =>
	prisma.$transaction(async (tx) => {
		await tx.$executeRaw`LOCK TABLE "Application", "Schedule", "Withdrawal", "Journal", "Counter" IN ACCESS EXCLUSIVE MODE`
	})

/** A process takes longer to start than to be killed; on the row's lock they stand in a queue. */
const AT_ONCE = 3

/** Kills before every write, before the commit, right after it was sent, and at last lets it happen. */
async function killEverywhere(order: Order): Promise<{ killedBefore: string[] }> {
	const before = await fingerprint()
	const unchanged = async (...killed: string[]) => {
		await untilServerKnows()
		expect(await fingerprint(), `killed before: ${killed.join(", ")}`).toEqual(before)
		return killed
	}
	// Nothing before the commit stays, so the same application is there to be tried again.
	const killedBefore = await unchanged(await run(order, "commit"))
	const commit = Number.parseInt(killedBefore[0] ?? "", 10)
	const writes = Array.from({ length: commit - 1 }, (_, index) => index + 1)
	while (writes.length > 0)
		killedBefore.push(
			...(await unchanged(...(await Promise.all(writes.splice(0, AT_ONCE).map((n) => run(order, n)))))),
		)
	expect(new Set(killedBefore).size).toBe(commit)

	await run(order, "after commit")
	await untilServerKnows()
	// The answer to COMMIT never came: it has happened or not, and the caller's expectations say that it did wholly.
	if (JSON.stringify(await fingerprint()) === JSON.stringify(before))
		expect(await run(order, null)).toBe(`${commit} done`)
	return { killedBefore }
}

const writesTo = (table: string, statements: readonly string[]) =>
	statements.filter((statement) => statement.includes(table)).length
const letters = (kind: string, username: string) =>
	prisma.letter.count({ where: { kind, to: `${username}@demo.example` } })
const stateOf = async (id: string) => (await prisma.application.findUniqueOrThrow({ where: { id } })).state
const entries = (subjectId: string, event: string) => prisma.journal.count({ where: { subjectId, event } })

/** Jobs of letters, which are as many as the letters themselves. */
async function lettersWithoutJob(): Promise<number> {
	const [row] = await prisma.$queryRaw<{ count: bigint }[]>`
		SELECT count(*) FROM "Letter" l WHERE NOT EXISTS (
			SELECT 1 FROM pgboss.job j WHERE j.name = 'letter.send' AND j.data->>'letterId' = l."id")`
	return Number(row?.count)
}

describe("a process killed between any two writes", () => {
	test("of a registration leaves all of it or nothing", async () => {
		const id = await bring(people, { teacher: "teacher", until: "submitted" })
		const { killedBefore } = await killEverywhere({
			actor: of(people, "municipal"),
			subject: "application",
			id,
			event: "application.register",
		})
		expect(killedBefore.length).toBeGreaterThanOrEqual(6)
		expect(await prisma.application.findUnique({ where: { id } })).toMatchObject({
			state: "registered",
			journalNumber: 1,
		})
		expect(await entries(id, "application.register")).toBe(1)
		expect(await letters("application-registered", "teacher")).toBe(1)
		expect(await prisma.counter.findMany()).toEqual([{ key: "applications:tomsk:2026", value: 1 }])
		expect(await lettersWithoutJob()).toBe(0)
	})

	test("of a withdrawal's registration leaves the application and the withdrawal agreeing", async () => {
		const id = await bring(people, { teacher: "leaver", until: "registered" })
		const withdrawal = await newWithdrawal(of(people, "leaver"), id, "submitted")
		const { killedBefore } = await killEverywhere({
			actor: of(people, "municipal"),
			subject: "withdrawal",
			id: withdrawal,
			event: "withdrawal.register",
		})
		expect(writesTo("Journal", killedBefore)).toBeGreaterThanOrEqual(3)
		expect(await stateOf(id)).toBe("withdrawn")
		expect(await prisma.withdrawal.findUnique({ where: { id: withdrawal } })).toMatchObject({
			state: "registered",
			journalNumber: 1,
		})
		expect(await entries(id, "application.withdraw")).toBe(1)
		expect(await letters("withdrawal-registered", "leaver")).toBe(1)
		expect(await lettersWithoutJob()).toBe(0)
	})

	test("of a schedule's approval leaves everybody in it approved or nobody", async () => {
		const plan = { until: "assigned", period: "open" } as const
		const both = [
			await bring(people, { teacher: "scheduled1", ...plan }),
			await bring(people, { teacher: "scheduled2", ...plan }),
		]
		const schedule = await scheduleOf("tomsk", CALENDAR.open)
		await send(of(people, "municipal"), "schedule", schedule, "schedule.close")
		const { killedBefore } = await killEverywhere({
			actor: of(people, "operator"),
			subject: "schedule",
			id: schedule,
			event: "schedule.approve",
			input: ORDER,
		})
		expect(writesTo("Letter", killedBefore)).toBeGreaterThanOrEqual(6)
		for (const [index, id] of both.entries()) {
			expect(await stateOf(id)).toBe("scheduled.approved")
			expect(await entries(id, "schedule.approve")).toBe(1)
			expect(await letters("schedule-approved", `scheduled${index + 1}`)).toBe(1)
		}
		for (const expert of ["expert1", "expert2"]) expect(await letters("expert-assigned", expert)).toBe(2)
		expect(await prisma.schedule.findUnique({ where: { id: schedule } })).toMatchObject({
			state: "approved",
			...ORDER,
		})
		expect(await lettersWithoutJob()).toBe(0)
	})
})
