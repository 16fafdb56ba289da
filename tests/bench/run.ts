import { loadavg } from "node:os"
import path from "node:path"
import { paths } from "#app/utils/paths.ts"
import type { Filled } from "./fill.ts"
import { type FirstPage, measureFirstPage, READABLE_BYTES } from "./first-page.ts"
import { prepareGround, runProgram, startServer } from "./ground.ts"
import type { Replay } from "./replay.ts"
import { type Figure, machine, report } from "./report.ts"
import { measureThroughput, type Throughput } from "./throughput.ts"
import { measureTransition, type Transition } from "./transition.ts"
import { measureWord, type Word } from "./word.ts"
import { measureWordOverHttp, type WordOverHttp } from "./word-http.ts"

// Each figure is printed next to its yardstick from the same run: what the machine achieves without our code. Ratios can be
// compared across machines and days. Absolute figures depend on the machine, so they have no targets.

const busyBefore = loadavg()[0] ?? 0
const say = (what: string) => console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${what}`)

interface Measured {
	throughput: Throughput
	transition: Transition
	word: Word
	wordOverHttp: WordOverHttp
	replay: Replay
	firstPage: FirstPage
	startedIn: number
}

async function measure(): Promise<Measured> {
	const ground = await prepareGround()
	try {
		say("fills the database")
		const filled = await runProgram<Filled>("fill.ts", { DATABASE_URL: ground.databaseUrl, APP_MODE: "test" })
		say("replays 60,000 transitions")
		const replay = await runProgram<Replay>("replay.ts", {
			DATABASE_URL: ground.databaseUrl.replace(/\/bench$/, "/replay"),
			APP_MODE: "test",
		})
		say("starts the server twice")
		await (await startServer(ground)).stop()
		const server = await startServer(ground)
		try {
			say("waits until the reminders are queued")
			await server.settled()
			const firstPage = await measureFirstPage(`${server.url}${paths.login()}`)
			say("asks for pages")
			const throughput = await measureThroughput(server, ground, filled)
			// This comes before any letters are sent, because sending would distort it.
			say("prints forms")
			const word = await measureWord()
			const wordOverHttp = await measureWordOverHttp(server.url, filled)
			say("registers applications")
			const transition = await measureTransition(server.url, ground.databaseUrl, filled)
			const { startedIn } = server
			return { throughput, transition, word, wordOverHttp, replay, firstPage, startedIn }
		} finally {
			await server.stop()
		}
	} finally {
		await ground.remove()
	}
}

const perSecond = (rate: number) => `${Math.round(rate)} requests/s`
const ms = (time: number) => `${time.toFixed(1)} ms`
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
const NONE = "—"

const times = (ratio: number) => `${ratio.toFixed(ratio < 2 ? 2 : 1)} ×`
const percent = (share: number) => `${(share * 100).toFixed(0)} %`

function figuresOf(measured: Measured): Figure[] {
	const { throughput, transition, word, wordOverHttp, replay, firstPage, startedIn } = measured
	const memory = throughput.memory / 2 ** 20
	const readable = firstPage.document + firstPage.styles + firstPage.early
	const cold = firstPage.document + firstPage.styles + firstPage.fonts
	const share = (figure: string, rate: number, bare: number, what: string, least: number | null): Figure => ({
		figure,
		value: perSecond(rate),
		yardstick: `${perSecond(bare)}: ${what}`,
		ratio: percent(rate / bare),
		target: least === null ? NONE : `≥ ${percent(least)}`,
		met: least === null ? null : rate / bare >= least,
	})
	const factor = (
		figure: string,
		taken: number,
		bare: number,
		what: string,
		most: number | null,
	): Figure => ({
		figure,
		value: ms(taken),
		yardstick: `${ms(bare)}: ${what}`,
		ratio: times(taken / bare),
		target: most === null ? NONE : `≤ ${most} ×`,
		met: most === null ? null : taken / bare <= most,
	})
	const bound = (figure: string, value: string, target: string, met: boolean, yardstick = NONE): Figure => ({
		figure,
		value,
		yardstick,
		ratio: NONE,
		target,
		met,
	})
	return [
		share(
			"Signed-in list, 50 of 3,000 applications, another 50 each time",
			throughput.list,
			throughput.bareList,
			`node:http and pg, one query, the same ${kB(throughput.bareBytes)}`,
			0.3,
		),
		share(
			"An application's page, another application each time",
			throughput.applications,
			throughput.bareApplication,
			"Remix with the same routes, the same HTML ready-made, as many queries",
			0.25,
		),
		share(
			"The same",
			throughput.applications,
			throughput.loneApplication,
			"the same, but with a single route",
			null,
		),
		share(
			"Sign-in page",
			throughput.signIn,
			throughput.bareSignIn,
			"Remix with the same routes, the same HTML ready-made",
			0.4,
		),
		share("The same", throughput.signIn, throughput.loneSignIn, "the same, but with a single route", null),
		factor(
			"One transition, from click to next page",
			transition.overHttp,
			transition.bareSql,
			"the same rows by pg in one transaction",
			8,
		),
		factor(
			"The same, until the redirect to that page",
			transition.act,
			transition.bareSql,
			"the same rows by pg in one transaction",
			null,
		),
		factor(
			"One Word form (the application)",
			word.form,
			word.alone,
			"docxtemplater alone, same template and data",
			1.5,
		),
		factor(
			`One application's page while schedules of ${wordOverHttp.rows} rows are printed without a break; 95th percentile`,
			wordOverHttp.pageMeanwhile,
			wordOverHttp.pageAlone,
			"the same page while nothing is printed",
			null,
		),
		factor(
			`Replay: ${replay.transitions.toLocaleString("en")} transitions replayed and compared with the stored states`,
			replay.folded,
			replay.read,
			"the same rows of the journal read by pg",
			null,
		),
		bound(
			"Memory of the server under this load, highest",
			`${Math.round(memory)} MiB`,
			"≤ 350 MiB",
			memory <= 350,
		),
		bound(
			"Warm start: second start until /readyz answers",
			`${(startedIn / 1000).toFixed(1)} s`,
			"≤ 5 s",
			startedIn <= 5_000,
		),
		bound(
			"First page cold: document, styles, fonts",
			kB(cold),
			"≤ 100 kB",
			cold <= 100_000,
			`${kB(firstPage.document)} + ${kB(firstPage.styles)} + ${kB(firstPage.fonts)}`,
		),
		bound(
			"First page readable: document, styles, scripts beside them",
			kB(readable),
			`≤ ${kB(READABLE_BYTES)}`,
			readable <= READABLE_BYTES,
			`${kB(firstPage.document)} + ${kB(firstPage.styles)} + ${kB(firstPage.early)}`,
		),
	]
}

const measured = await measure()
const notes = [
	machine(busyBefore),
	"16 keep-alive connections from a separate process, after a warm-up; medians of five rounds taken in turns; the server is one process, started as `npm start` does, with PostgreSQL on the same machine.",
	"Remix goes through its whole table of routes three times for each page: the price of a framework for a program of so many pages, which no plain code of ours can change. The yardstick of a page therefore has the same table; the row below it has a single route.",
	"Pages under load are sent as they are; the first page is counted compressed, as a browser asks for it.",
	"Absolute figures move by half with the machine and with what else runs on it; only the ratios have targets.",
	`Scripts of the first page, fetched after it: ${kB(measured.firstPage.scripts)}; it works without them.`,
]
console.log(`\n${report(path.resolve("tests/benchmarks.md"), figuresOf(measured), notes)}`)
