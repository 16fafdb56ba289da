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

// A process is killed between any two writes of a transition. Afterwards the whole database must be as before or as after
// the transition: states, versions, journal, numbers, letters and their jobs.

type Order = Omit<Dispatch, "now" | "actor"> & { actor: Actor }

// The folder is inside node_modules so that the bundle finds the packages. The program is bundled because the process
// starts about fifty times.
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

/** Runs the process. @returns its last output: the write before which it was killed, nothing, or «done» */
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

/** One fingerprint for each table that a transition may write. */
async function fingerprint(): Promise<object> {
	const tables = await prisma.$queryRaw<{ name: string }[]>`
		SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
		WHERE schemaname = 'public' OR (schemaname = 'pgboss' AND tablename = 'job') ORDER BY 1`
	const prints = tables.map(
		({ name }) =>
			`SELECT '${name}' AS name, count(*) || ' ' || md5(string_agg(t::text, '|' ORDER BY t::text)) AS print FROM ${name} t`,
	)
	// PostgreSQL may read the tables in parallel, so their order has to be asked for.
	return prisma.$queryRawUnsafe<object>(`${prints.join(" UNION ALL ")} ORDER BY 1`)
}

/** The server ends a dead client's transaction only when it notices the loss. When we get the transaction's locks, it has ended. */
const untilServerKnows = () =>
	prisma.$transaction(async (tx) => {
		await tx.$executeRaw`LOCK TABLE "Application", "Schedule", "Withdrawal", "Journal", "Counter" IN ACCESS EXCLUSIVE MODE`
	})

/** How many processes run at the same time. Starting takes longer than being killed, and they queue for the row's lock. */
const AT_ONCE = 3

/**
 * Kills the process before every write, before the commit and right after the commit was sent, and finally lets it
 * finish.
 */
async function killEverywhere(order: Order): Promise<{ killedBefore: string[] }> {
	const before = await fingerprint()
	const unchanged = async (...killed: string[]) => {
		await untilServerKnows()
		expect(await fingerprint(), `killed before: ${killed.join(", ")}`).toEqual(before)
		return killed
	}
	// Before the commit nothing is stored, so the same application can be used again.
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
	// The answer to COMMIT never arrived, so the transition happened completely or not at all.
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

/** Counts letters without a job. */
async function lettersWithoutJob(): Promise<number> {
	const [row] = await prisma.$queryRaw<{ count: bigint }[]>`
		SELECT count(*) FROM "Letter" l WHERE NOT EXISTS (
			SELECT 1 FROM pgboss.job j WHERE j.name = 'letter.send' AND j.data->>'letterId' = l."id")`
	return Number(row?.count)
}

describe("a process killed between any two writes", () => {
	test("during a registration leaves all of it or nothing", async () => {
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

	test("during a withdrawal's registration leaves application and withdrawal consistent", async () => {
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

	test("during a schedule's approval leaves all of its applications approved or none", async () => {
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
