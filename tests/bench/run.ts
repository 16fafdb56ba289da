import { loadavg } from "node:os"
import path from "node:path"
import { paths } from "#app/utils/paths.ts"
import type { Filled } from "./fill.ts"
import { type FirstPage, measureFirstPage } from "./first-page.ts"
import { prepareGround, runProgram, startServer } from "./ground.ts"
import type { Replay } from "./replay.ts"
import { type Figure, machine, report } from "./report.ts"
import { measureThroughput, type Throughput } from "./throughput.ts"
import { measureTransition, type Transition } from "./transition.ts"
import { measureWord, type Word } from "./word.ts"
import { measureWordOverHttp, type WordOverHttp } from "./word-http.ts"

// Each figure is printed next to its yardstick from the same run: what the machine can do with nothing between. Ratios
// can be compared across machines and days; absolute figures belong to this machine.

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

function wordOverHttpFigures(word: WordOverHttp): Figure[] {
	const { form, schedule, rows, pageAlone, pageMeanwhile } = word
	return [
		{
			figure: "One Word form over HTTP: formed, stored, downloaded; 95th percentile",
			value: ms(form),
			yardstick: NONE,
			ratio: NONE,
			target: "≤ 60 ms",
			met: form <= 60,
		},
		{
			figure: `A schedule of ${rows} rows over HTTP, Word; 95th percentile`,
			value: ms(schedule),
			yardstick: NONE,
			ratio: NONE,
			target: "≤ 250 ms",
			met: schedule <= 250,
		},
		{
			figure: "One application's page while such schedules are printed without a break; 95th percentile",
			value: ms(pageMeanwhile),
			yardstick: `${ms(pageAlone)}: the same page while nothing is printed`,
			ratio: `${(pageMeanwhile / pageAlone).toFixed(1)} ×`,
			target: "≤ 2 × + 20 ms",
			met: pageMeanwhile <= 2 * pageAlone + 20,
		},
	]
}

function figuresOf(measured: Measured): Figure[] {
	const { throughput, transition, word, wordOverHttp, replay, firstPage, startedIn } = measured
	const share = throughput.list / throughput.bareList
	const perSql = transition.overHttp / transition.bareSql
	const perWord = word.form / word.alone
	const memory = throughput.memory / 2 ** 20
	const cold = firstPage.document + firstPage.styles + firstPage.fonts
	const absolute = { yardstick: NONE, ratio: NONE }
	return [
		{
			figure: "Signed-in list, 50 of 3,000 applications",
			value: perSecond(throughput.list),
			yardstick: `${perSecond(throughput.bareList)}: node:http and pg, one query, the same ${kB(throughput.bareBytes)}`,
			ratio: `${(share * 100).toFixed(1)} %`,
			target: "≥ 12 %",
			met: share >= 0.12,
		},
		{
			figure: "One application's page",
			value: perSecond(throughput.application),
			yardstick: `${perSecond(throughput.bareApplication)}: Remix with one route, the same HTML ready-made, as many queries`,
			ratio: `${((throughput.application / throughput.bareApplication) * 100).toFixed(1)} %`,
			target: "≥ 600 requests/s",
			met: throughput.application >= 600,
		},
		{
			figure: "A different application's page each time, not rendered before",
			value: perSecond(throughput.applications),
			...absolute,
			target: NONE,
			met: null,
		},
		{
			figure: "Sign-in page",
			value: perSecond(throughput.signIn),
			...absolute,
			target: "≥ 600 requests/s",
			met: throughput.signIn >= 600,
		},
		{
			figure: "One transition, from click to next page",
			value: ms(transition.overHttp),
			yardstick: `${ms(transition.bareSql)}: the same rows by pg in one transaction`,
			ratio: `${perSql.toFixed(1)} ×`,
			target: "≤ 30 ms, ≤ 8 ×",
			met: transition.overHttp <= 30 && perSql <= 8,
		},
		{
			figure: "One Word form (the application)",
			value: ms(word.form),
			yardstick: `${ms(word.alone)}: docxtemplater alone, same template and data`,
			ratio: `${perWord.toFixed(2)} ×`,
			target: "≤ 1.5 ×",
			met: perWord <= 1.5,
		},
		...wordOverHttpFigures(wordOverHttp),
		{
			figure: `Replay: ${replay.transitions.toLocaleString("en")} transitions replayed and compared with the stored states`,
			value: `${(replay.folded / 1000).toFixed(1)} s`,
			yardstick: `${(replay.read / 1000).toFixed(1)} s: the same rows of the journal read by pg`,
			ratio: `${(replay.folded / replay.read).toFixed(1)} ×`,
			target: "≤ 5 s",
			met: replay.folded <= 5_000,
		},
		{
			figure: "Memory of the server under this load, highest",
			value: `${Math.round(memory)} MiB`,
			...absolute,
			target: "≤ 350 MiB",
			met: memory <= 350,
		},
		{
			figure: "Warm start: second start until /readyz answers",
			value: `${(startedIn / 1000).toFixed(1)} s`,
			...absolute,
			target: "≤ 5 s",
			met: startedIn <= 5_000,
		},
		{
			figure: "First page cold: document, styles, fonts",
			value: kB(cold),
			yardstick: `${kB(firstPage.document)} + ${kB(firstPage.styles)} + ${kB(firstPage.fonts)}`,
			ratio: NONE,
			target: "≤ 100 kB",
			met: cold <= 100_000,
		},
	]
}

const measured = await measure()
const notes = [
	machine(busyBefore),
	"16 keep-alive connections from a separate process, after a warm-up; medians of five rounds taken in turns; the server is one process, started as `npm start` does, with PostgreSQL on the same machine.",
	"Pages under load are sent as they are; the first page is counted compressed, as a browser asks for it.",
	`Word over HTTP: one request after another. The first schedule after the start, while its thread starts: ${ms(measured.wordOverHttp.first)}.`,
	`Scripts of the first page, fetched after it: ${kB(measured.firstPage.scripts)}; it works without them.`,
]
console.log(`\n${report(path.resolve("tests/benchmarks.md"), figuresOf(measured), notes)}`)
