import { type ChildProcess, spawn } from "node:child_process"
import { rmSync } from "node:fs"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { build } from "vite"
import { afterAll, beforeAll, expect, test } from "vitest"
import { setClock } from "#app/clock/clock.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { believeClock } from "#app/domain/notice/clock-guard.server.ts"
import { findDue } from "#app/domain/notice/due.sql.server.ts"
import { NOTICE_RULES } from "#app/domain/notice/rules/index.ts"
import { addDays, civilDate, instantOf } from "#app/utils/civil-date.ts"
import { bring, type Cast, ORDER, of, openRegion, scheduleOf, send, teachers } from "#tests/factories.ts"
import { Dice } from "#tests/scans/random.ts"
import { type LetterBox, startLetterBox } from "#tests/setup/letters.ts"

// Two workers live through ten weeks of a region with a real mail server. They are killed at random moments; the mail server is away
// for a day; the clock goes an hour back and a week ahead. The seed of a failing run stands in the message.

const SEED = Number(process.env.LETTERS_SEED ?? 20261129)
const KILLS = Number(process.env.LETTERS_KILLS ?? 14)
const LAST_DAY = "2026-12-15"
/** The days that matter. An operator confirms the time after each gap, as after a server that was off. */
const DAYS = [
	["2026-10-02", "2026-10-05"],
	["2026-10-08", "2026-10-15"],
	["2026-10-19", "2026-10-26"],
	["2026-11-10", "2026-11-11"],
	["2026-11-20", "2026-11-24"],
	["2026-12-11", LAST_DAY],
] as const
const daysFrom = (first: string, last: string): string[] =>
	first > last ? [] : [first, ...daysFrom(addDays(first, 1), last)]

const folder = path.resolve("node_modules/.cache", `attestation-letters-${process.pid}`)
const dice = new Dice(SEED)
const random = () => dice.next()
let people: Cast
let box: LetterBox
let staying: string
let leaving: string

beforeAll(async () => {
	box = await startLetterBox()
	;[people] = await Promise.all([
		openRegion(["municipal", "expert1", "expert2"], teachers(["anna", "vera", "zoya"])),
		build({
			configFile: false,
			logLevel: "error",
			build: { ssr: "tests/crash/letters-worker.ts", outDir: folder, minify: false, target: "node20" },
		}),
	])
	staying = await bring(people, { teacher: "anna", until: "submitted", remote: true })
	leaving = await bring(people, { teacher: "vera", until: "submitted" })
	await bring(people, { teacher: "zoya", until: "formed" })
})

const workers = new Set<ChildProcess>()
let complaints = ""
afterAll(async () => {
	for (const worker of workers) worker.kill("SIGKILL")
	await box.stop()
	rmSync(folder, { recursive: true, force: true })
})

/** Starts a worker; `turns` counts what it has finished. */
function startWorker(): ChildProcess {
	const worker = spawn(process.execPath, [path.join(folder, "letters-worker.js")], {
		env: { ...process.env, MAIL_URL: box.url, PUBLIC_URL: "https://attestation.example" },
		stdio: ["ignore", "pipe", "pipe"],
	})
	workers.add(worker)
	worker.stdout?.on("data", () => {
		turns += 1
	})
	worker.stderr?.on("data", (chunk) => {
		complaints += chunk
	})
	worker.on("exit", (code, signal) => {
		workers.delete(worker)
		if (signal !== "SIGKILL") complaints += `\na worker ended with ${code} ${signal}`
	})
	return worker
}
let turns = 0
let killed = 0

/** A worker dies in the middle of whatever it does, and another one takes its place. */
function killOne() {
	const victims = [...workers]
	victims[Math.floor(random() * victims.length)]?.kill("SIGKILL")
	killed += 1
	startWorker()
}

/** Waits until the condition holds; kills workers meanwhile as long as `kills` are left. */
async function until(what: string, condition: () => Promise<boolean>, kills = 0): Promise<void> {
	let left = kills
	for (let waited = 0; waited < 2000; waited += 1) {
		if (left > 0 && random() < 0.5) {
			killOne()
			left -= 1
		}
		if (left === 0 && (await condition())) return
		await delay(50 + random() * 100)
	}
	throw new Error(`seed ${SEED}: ${what}\n${complaints}`)
}

/** The sum of everything that is due on that day and was not told. */
async function untold(day: string): Promise<number> {
	let count = 0
	for (const rule of NOTICE_RULES) count += (await findDue(prisma, rule, { today: day, limit: 1000 })).length
	return count
}

/** Moves the clock to a moment and waits until everything that is due then has been told. */
async function live(moment: Date, kills = 0): Promise<void> {
	await setClock(moment)
	await until(
		`what was due at ${moment.toISOString()} was not told`,
		async () => (await untold(civilDate(moment))) === 0,
		kills,
	)
}

const at = (day: string, time = "10:00") => instantOf(`${day}T${time}`)
const notices = () => prisma.notice.count()
const journalIdOf = async (subjectId: string, event: string) =>
	(await prisma.journal.findFirstOrThrow({ where: { subjectId, event }, select: { id: true } })).id

/** What people do on these days. */
const ACTS: Record<string, () => Promise<unknown>> = {
	"2026-10-05": () =>
		send(of(people, "municipal"), "application", staying, "application.register", {}, at("2026-10-05")),
	"2026-10-11": () =>
		send(
			of(people, "municipal"),
			"application",
			staying,
			"schedule.assign",
			{
				period: "2026-11",
				expert1: of(people, "expert1").id,
				expert2: of(people, "expert2").id,
			},
			at("2026-10-11"),
		),
	// The coordinator was reminded of the end of the 30 days while the mail server was away.
	"2026-10-22": () =>
		send(
			of(people, "municipal"),
			"application",
			leaving,
			"application.reject",
			{ reasonCode: "no_signature", reason: "" },
			at("2026-10-22"),
		),
	"2026-10-15": async () =>
		send(
			of(people, "operator"),
			"schedule",
			await scheduleOf("tomsk", "2026-11"),
			"schedule.approve",
			ORDER,
			at("2026-10-15"),
		),
}

test(`two workers killed ${KILLS} times lose no letter and repeat none`, { timeout: 600_000 }, async () => {
	startWorker()
	startWorker()
	const days = DAYS.flatMap(([first, last]) => daysFrom(first, last))
	const perDay = KILLS / days.length
	let owed = 0
	for (const day of days) {
		owed += perDay
		const kills = Math.floor(owed)
		owed -= kills
		// The mail server is away from the 20th of October until noon of the 22nd.
		box.limit(day >= "2026-10-20" && day <= "2026-10-22")
		await believeClock(at(day, "08:00"))
		await live(at(day, "08:00"), kills)
		await ACTS[day]?.()
		box.limit(day === "2026-10-20" || day === "2026-10-21")
		if (day === "2026-11-10") await live(at(day, "07:00"))
		if (day === "2026-11-20") await jumpAhead(day)
		await live(at(day, "18:00"))
	}
	await until("letters still wait", async () => {
		await setClock(at(LAST_DAY, "23:00"))
		return (await prisma.letter.count({ where: { state: { in: ["queued", "sending"] } } })) === 0
	})
	for (const worker of workers) worker.kill("SIGKILL")
	await expectEachOnce()
	await expectNothingAfterTheEnd()
	expect(complaints).toBe("")
})

/** A week ahead: nothing is told until the clock returns. */
async function jumpAhead(day: string) {
	const before = await notices()
	const held = () => prisma.letter.count({ where: { kind: "clock-held" } })
	const heldBefore = await held()
	await setClock(at(addDays(day, 7)))
	const seen = turns
	await until("the workers did not look at the clock", async () => turns > seen + 4)
	expect(await notices(), "told while the clock was not believed").toBe(before)
	expect((await held()) - heldBefore, "each operator is told once").toBe(1)
}

async function expectEachOnce() {
	const letters = await prisma.letter.findMany({ select: { id: true, state: true, kind: true } })
	const arrivals = new Map<string, number>()
	for (const { messageId } of box.letters) arrivals.set(messageId, (arrivals.get(messageId) ?? 0) + 1)
	let repeated = 0
	for (const { id, state, kind } of letters) {
		const times = arrivals.get(`<${id}@attestation.example>`) ?? 0
		const takes = await prisma.journal.count({ where: { subjectId: id, event: "letter.take" } })
		expect.soft(times > 0, `seed ${SEED}: ${kind} ${state} arrived ${times} times`).toBe(state === "sent")
		// Only one that was cut in the middle of its hand-over may come twice, and its second sender had to take it again.
		expect.soft(times, `seed ${SEED}: ${kind} repeated`).toBeLessThanOrEqual(Math.max(1, takes))
		if (times > 1) repeated += times - 1
	}
	expect(repeated, "more repetitions than deaths").toBeLessThanOrEqual(killed)
	const kinds = [...new Set(letters.map(({ kind }) => kind))]
	for (const kind of [
		"not-submitted",
		"review-near",
		"schedule-closing",
		"evidence-near",
		"conclusion-due",
		"conclusion-late",
		"conclusions-day",
	])
		expect(kinds).toContain(kind)
}

/** No letter that waited was taken after its matter had ended, and then arrived. */
async function expectNothingAfterTheEnd() {
	const ended = await journalIdOf(leaving, "application.reject")
	const told = await prisma.notice.findMany({ where: { subjectId: leaving }, select: { letterId: true } })
	expect(told.length).toBeGreaterThan(0)
	for (const { letterId } of told) {
		const takes = await prisma.journal.findMany({
			where: { subjectId: letterId ?? "", event: "letter.take", id: { gt: ended } },
		})
		const { state } = await prisma.letter.findUniqueOrThrow({ where: { id: letterId ?? "" } })
		if (takes.length > 0) expect(state).toBe("dropped")
	}
	expect(
		await prisma.notice.count({ where: { subjectId: leaving, toldAt: { gt: at("2026-10-22", "12:00") } } }),
	).toBe(0)
}
