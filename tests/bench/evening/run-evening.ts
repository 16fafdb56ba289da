import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"
import { loadavg } from "node:os"
import path from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"
import pg from "pg"
import { type BenchServer, prepareGround, runProgram, startServer } from "../ground.ts"
import { machine } from "../report.ts"
import { percentile } from "../statistics.ts"
import type { EveningRegion } from "./fill-evening.ts"
import { FILINGS_A_SECOND, planFilings, planReadings, READERS, SEED } from "./plan.ts"
import { type Heard, Visitors } from "./visitors.ts"

// `npm run bench -- evening --minutes 30`: the last evening before the schedule closes. The server is the program as
// `npm start` runs it.

const P95_MS = 500
const MEMORY_MB = 512
const RESTART_S = 5
const { values } = parseArgs({
	args: process.argv.slice(3),
	options: { minutes: { type: "string", default: "30" } },
})
const minutes = Number(values.minutes)
if (!(minutes > 0)) throw new Error("--minutes is a number of minutes")
const say = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`)
const busy = loadavg()[0] ?? 0

const ground = await prepareGround()
try {
	const region = await runProgram<EveningRegion>("evening/fill-evening.ts", {
		DATABASE_URL: ground.databaseUrl,
		FILES_URL: `file://${path.join(ground.folder, "made")}`,
		FOLDER: ground.folder,
		APP_MODE: "test",
		LOG_LEVEL: "error",
		SESSION_SECRET: "a-secret-that-only-the-bench-knows",
		MINUTES: String(minutes),
	})
	say(`${region.filers.length} are ready to file`)
	let server = await startServer(ground)
	let text = ""
	try {
		await server.settled()
		const quiet = await server.memory()
		const watch = watchMemory(server)
		const visitors = new Visitors(server.url, region)
		await visitors.play(planFilings(minutes), planReadings(minutes))
		const memory = await watch()
		say("everybody has been answered")
		process.kill(server.pid, "SIGKILL")
		server = await startServer(ground)
		const lost = await findLost(ground, visitors)
		text = report(visitors, { quiet, ...memory }, lost, server.startedIn)
	} finally {
		await server.stop()
	}
	writeFileSync(path.resolve("tests/bench/evening/evening.md"), text)
	console.log(text)
} finally {
	await ground.remove()
}

interface Lost {
	readonly faults: string[]
	readonly letters: number
	readonly waiting: number
	readonly files: number
}

/** Holds what people were told against what the database and the files keep. */
async function findLost({ databaseUrl, folder }: typeof ground, visitors: Visitors): Promise<Lost> {
	const client = new pg.Client({ connectionString: databaseUrl })
	await client.connect()
	try {
		const { rows } = await client.query<{ id: string; state: string; times: number; letters: number }>(
			`SELECT a."id", a."state",
				(SELECT count(*)::int FROM "Journal" j WHERE j."subject" = 'application' AND j."subjectId" = a."id"
					AND j."event" = 'application.submit') AS times,
				(SELECT count(*)::int FROM "Letter" l WHERE l."causeKind" = 'application' AND l."causeId" = a."id"
					AND l."kind" = 'application-submitted') AS letters
			FROM "Application" a WHERE a."id" = ANY($1)`,
			[[...visitors.told]],
		)
		const faults = rows
			.filter(({ state, times, letters }) => state !== "submitted" || times !== 1 || letters !== 1)
			.map((row) => JSON.stringify(row))
		if (rows.length !== visitors.told.size) faults.push(`${visitors.told.size - rows.length} are missing`)
		const { rows: files } = await client.query<{ id: string; hash: string | null }>(
			`SELECT a."id", (SELECT f."fileHash" FROM "Attachment" f WHERE f."applicationId" = a."id" AND f."removedAt" IS NULL
				AND f."kind" = 'signed_application' ORDER BY f."addedAt" DESC LIMIT 1) AS hash
			FROM "Application" a WHERE a."id" = ANY($1)`,
			[[...visitors.attached]],
		)
		for (const { id, hash } of files)
			if (!hash || hashOf(path.join(folder, "files", hash.slice(0, 2), hash.slice(2))) !== hash)
				faults.push(`the scan of ${id} is not whole`)
		const { rows: outbox } = await client.query<{ letters: number; waiting: number }>(
			`SELECT count(*)::int AS letters, count(*) FILTER (WHERE "state" <> 'sent')::int AS waiting FROM "Letter"
			WHERE "createdAt" > now() - make_interval(secs => $1)`,
			[(minutes + 15) * 60],
		)
		return { faults, files: files.length, ...(outbox[0] ?? { letters: 0, waiting: 0 }) }
	} finally {
		await client.end()
	}
}

function hashOf(file: string): string | null {
	try {
		return createHash("sha256").update(readFileSync(file)).digest("hex")
	} catch {
		return null
	}
}

/** The resident memory of the server, and of its children, which read files. */
function watchMemory(server: BenchServer) {
	let highest = 0
	let children = 0
	const timer = setInterval(async () => {
		highest = Math.max(highest, await server.memory().catch(() => 0))
		children = Math.max(children, childrenOf(server.pid))
	}, 2_000)
	return async () => {
		clearInterval(timer)
		return { highest, children, last: await server.memory() }
	}
}

function childrenOf(pid: number): number {
	const list = execFileSync("ps", ["-eo", "ppid=,rss=,args="], { encoding: "utf8" })
	return list
		.split("\n")
		.map((line) => line.trim().split(/\s+/))
		.filter(([parent, , program]) => Number(parent) === pid && !program?.includes("postgres"))
		.reduce((sum, [, rss]) => sum + Number(rss) * 1024, 0)
}

function report(
	visitors: Visitors,
	memory: { quiet: number; highest: number; children: number; last: number },
	lost: Lost,
	restartedIn: number,
): string {
	const { heard, surprises, told, attached, cut } = visitors
	const filings = planFilings(minutes).length
	const row = (name: string, some: readonly Heard[]) => {
		const times = some.map(({ milliseconds }) => milliseconds)
		const figures = [50, 95, 99, 100].map((percent) => percentile(times, percent).toFixed(0))
		return `| ${name} | ${some.length} | ${figures.join(" | ")} |`
	}
	const of = (kind: Heard["kind"]) => heard.filter((one) => one.kind === kind)
	const p95 = percentile(
		heard.map(({ milliseconds }) => milliseconds),
		95,
	)
	const mb = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`
	const filed = told.size === filings && lost.faults.length === 0
	const bad = heard.filter(({ status }) => status >= 500).length
	const fast = p95 <= P95_MS && restartedIn <= RESTART_S * 1000
	const met = filed && bad === 0 && fast && memory.highest <= MEMORY_MB * 2 ** 20
	if (!met) process.exitCode = 1
	return [
		"# The last evening before the schedule closes",
		"",
		"Written by `npm run bench -- evening`: one server as `npm start` runs it, the region of 3,000 applications, letters into a folder.",
		`${minutes} min, ${READERS} signed in who each read a page every 20 s, ${FILINGS_A_SECOND} filings a second (page, «Подать», page; every tenth attaches the signed scan first),`,
		"two in a hundred cut midway and tried again: in the middle of the scan, or after «Подать» before its answer. Seed " +
			`${SEED}.`,
		"",
		`- ${filings} filings, ${cut} of them cut: ${told.size} people were told that theirs is filed, ${attached.size} that the scan is attached.`,
		`- Held against the database: ${lost.faults.length === 0 ? "each is submitted once, with one row of the journal and one letter, and every scan lies there whole" : `FAULTS: ${lost.faults.slice(0, 5).join("; ")}`} (${lost.files} scans, ${lost.letters} letters, ${lost.waiting} not yet sent).`,
		`- Answers with 5xx: ${bad}, after which people tried again ${visitors.again} times. Unexpected: ${surprises.length}${surprises.length > 0 ? `, for example ${surprises.slice(0, 3).join("; ")}` : ""}.`,
		`- p95 of all answers ${p95.toFixed(0)} ms (wanted ≤ ${P95_MS}). Resident memory at most ${mb(memory.highest)} (wanted ≤ ${MEMORY_MB}), ${mb(memory.quiet)} before and ${mb(memory.last)} at the end; processes that read files at most ${mb(memory.children)} more.`,
		`- Killed at the end and started again: ready after ${(restartedIn / 1000).toFixed(1)} s (wanted ≤ ${RESTART_S}).`,
		"",
		"| | answers | p50 ms | p95 | p99 | longest |",
		"|---|---|---|---|---|---|",
		row("pages", of("page")),
		row("«Подать»", of("submit")),
		row("scans, with reading their codes", of("file")),
		row("all", heard),
		"",
		`Measured on ${machine(busy)}`,
		"",
	].join("\n")
}
