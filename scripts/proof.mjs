import { spawn } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { cpus } from "node:os"
import path from "node:path"
import process from "node:process"
import { prepare, root } from "./prepare.mjs"

// The long proof of the lifecycles. `npm run proof` tries every cell and path and walks 100,000 steps. `npm run proof --
// --mutation` judges the machines' tests by mutants; with a file (`-- --mutation machines/calendar.ts`) it judges that file
// and names the surviving mutants. `npm run proof -- --kill 500` kills processes 500 times.
// `npm run proof -- --fuzz` gives every schema 10,000 random inputs. `npm run proof -- --year` plays a year with 200 killed workers. Results are reused while
// code and tests are unchanged. The figures are written to tests/proof/figures.md.

const STEPS = 100_000
/** Number of an application's states in the last version of its machine. */
const STATES = JSON.parse(readFileSync(path.join(root, "machines/versions/application.json"), "utf8")).at(-1)
	.states.length
/** Each seed walks its part in a separate database, two at a time. */
const SEEDS = [20_261_122, 7, 1_905, 83_647]
const folder = path.join(root, "var", "proof")
const file = path.join(root, "tests", "proof", "figures.md")
const PARTS = [
	"Cells and paths",
	"Random walks",
	"A year of killed workers",
	"Random input",
	"Killed anywhere",
	"Mutants",
]

prepare()
mkdirSync(folder, { recursive: true })
const asked = process.argv.slice(2)
const failed = asked.includes("--mutation")
	? await mutants(asked.filter((one) => !one.startsWith("--")))
	: asked.includes("--year")
		? await year()
		: asked.includes("--fuzz")
			? await fuzz()
			: asked.includes("--kill")
				? await kill(Number(asked[asked.indexOf("--kill") + 1] ?? 500))
				: (asked.includes("--walks") ? false : await cells()) || (await walks())
process.exit(failed ? 1 : 0)

/** @returns {Promise<boolean>} whether it failed */
async function cells() {
	forget((name) => !/^(walk|replay|states)/.test(name))
	const began = performance.now()
	const failed = await vitest([
		"--project=proof",
		"--project=database",
		"tests/proof/cells",
		"tests/proof/around",
		"tests/proof/paths",
	])
	const applications = read("cells-of-applications")
	const around = read("cells-around")
	const paths = read("paths")
	if (applications && around && paths)
		write("Cells and paths", [
			`- Cells over HTTP: ${applications.executed + around.executed} carried out with their effects, ${applications.refused + around.refused} refused with their reason and nothing changed (applications ${applications.executed} and ${applications.refused}, other subjects ${around.executed} and ${around.refused}).`,
			`- Shortest paths: ${paths.paths}, one for every transition of the five machines; ${paths.transitions} transitions on the way.`,
			`- ${Math.round((performance.now() - began) / 1000)} s.`,
		])
	return failed
}

async function walks() {
	forget((name) => /^(walk|replay|states)/.test(name))
	const steps = STEPS / SEEDS.length
	const waiting = [...SEEDS]
	let failed = false
	const worker = async () => {
		for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift())
			if (
				await vitest(["--project=database", "--dir=tests/proof", "walk"], {
					PROOF_SEED: String(seed),
					PROOF_STEPS: String(steps),
				})
			)
				failed = true
	}
	await Promise.all(Array.from({ length: Math.min(2, cpus().length) }, worker))
	const walked = SEEDS.map((seed) => ({
		...read(`walk-${seed}`),
		...read(`replay-${seed}`),
		...read(`states-${seed}`),
	})).filter(({ steps }) => steps)
	const been = new Set(walked.flatMap(({ states = [] }) => states))
	const sum = (/** @type {string} */ key) => walked.reduce((total, one) => total + one[key], 0)
	write("Random walks", [
		`- ${sum("steps")} steps in ${walked.length} databases, ${sum("happened")} carried out, ${sum("refused")} refused; ${walked[0]?.invariants ?? 0} invariants asked after each step that was carried out${failed ? "; A WALK FAILED" : ", all kept"}.`,
		`- States of an application that the walks reached: ${been.size} of ${STATES}; a random walk seldom reaches a sitting, cells and paths do.`,
		`- Replay: ${sum("transitions")} rows of the journal of ${sum("subjects")} subjects replay to the stored states, hash by hash.`,
		...walked.map(
			({ seed, steps, happened, seconds }) =>
				`- Seed ${seed}: ${steps} steps, ${happened} carried out, ${seconds} s.`,
		),
	])
	return failed
}

/** @returns {Promise<boolean>} whether it failed */
async function year() {
	const [days, kills, applications, seed] = [365, 200, 12, 20_261_001]
	forget((name) => name === "year.json")
	const began = performance.now()
	const failed = await vitest(["--project=database", "tests/crash/year"], {
		YEAR_DAYS: String(days),
		YEAR_KILLS: String(kills),
		YEAR_APPLICATIONS: String(applications),
		YEAR_SEED: String(seed),
	})
	const played = read("year")
	if (played)
		write("A year of killed workers", [
			`- ${days} days, ${applications} applications, two workers, a real mail server: ${played.killed} of them killed in ${played.turns} turns; a day without mail, the clock back an hour and forward a week.`,
			`- ${played.notices} notices in the ledger, the same as in undisturbed days; ${played.letters} letters, ${played.handedOver} handed over, ${played.repeated} of them twice under one Message-ID.${failed ? " FAILED." : ""}`,
			`- Seed ${seed}, ${Math.round((performance.now() - began) / 1000)} s.`,
		])
	return failed
}

/** @returns {Promise<boolean>} whether it failed */
async function fuzz() {
	forget((name) => name === "fuzz.json")
	const began = performance.now()
	const failed = await vitest(["--project=unit", "tests/fuzz"], { FUZZ: "10000" })
	const tried = read("fuzz")
	if (tried)
		write("Random input", [
			`- ${tried.inputs} random inputs to ${tried.schemas} schemas, ${tried.each} each: ${tried.accepted} accepted, the others answered in Russian; ${tried.bodies} bodies of requests, ${tried.read} read and the others refused with 400. Nothing thrown.${failed ? " FAILED." : ""}`,
			`- Seed ${tried.seed}, ${Math.round((performance.now() - began) / 1000)} s.`,
		])
	return failed
}

/**
 * @param {number} rounds
 * @returns {Promise<boolean>} whether it failed
 */
async function kill(rounds) {
	forget((name) => name === "kill.json")
	const began = performance.now()
	const failed = await vitest(["--project=database", "tests/crash/around", "--testTimeout=3600000"], {
		KILL_ROUNDS: String(rounds),
	})
	const done = read("kill")
	if (done)
		write("Killed anywhere", [
			`- ${done.rounds * 6} rounds: SIGKILL ${done.upload} times in an upload, ${done.migration} times in the migrations of an empty database, ${done.backup} times in a backup, ${done.transition} times in transitions, ${done.word} times while Word papers were formed, ${done.outbox} times while letters were sent; in the other rounds the work was done before.${failed ? " FAILED." : " Nothing lost: every stored file has the hash of its name, the next start completed the migrations, the earlier copy stayed whole, every state is that of its journal, every formed application has its paper, every letter was sent."}`,
			`- The slowest of all starts after a kill was at work after ${(done.slowestStart / 1000).toFixed(1)} s.`,
			`- Seed ${done.seed}, ${Math.round((performance.now() - began) / 1000)} s. Right before each write of a transition a process is killed in every \`npm test\`, the workers of the outbox in the year above; the database is killed during requests, and the clock set back, in every \`npm test\`.`,
		])
	return failed
}

/** @param {string[]} only files to judge; empty means all */
async function mutants(only) {
	judgeSurvivorsAnew(path.join(root, "var", "stryker.json"))
	const status = await node([
		"node_modules/@stryker-mutator/core/bin/stryker.js",
		"run",
		"tests/proof/stryker.json",
		...(only.length > 0 ? ["--mutate", only.join(",")] : []),
	])
	const report = path.join(root, "var", "mutation.json")
	if (status !== 0 || !existsSync(report)) return true
	/** @type {{ files: Record<string, { mutants: { status: string, mutatorName: string, replacement?: string, location: { start: { line: number, column: number } } }[] }> }} */
	const { files } = JSON.parse(readFileSync(report, "utf8"))
	if (only.length > 0) {
		for (const name of only)
			for (const { status, mutatorName, replacement = "", location } of files[name]?.mutants ?? [])
				if (status === "Survived" || status === "NoCoverage")
					console.log(
						`${name}:${location.start.line}:${location.start.column} ${status} ${mutatorName} → ${replacement.slice(0, 80)}`,
					)
		return false
	}
	const scores = Object.entries(files).map(([name, { mutants }]) => {
		const count = (/** @type {string[]} */ ...statuses) =>
			mutants.filter(({ status }) => statuses.includes(status)).length
		return {
			name,
			killed: count("Killed", "Timeout"),
			all: count("Killed", "Timeout", "Survived", "NoCoverage"),
		}
	})
	const percent = (/** @type {number} */ killed, /** @type {number} */ all) =>
		`${((100 * killed) / all).toFixed(1)} %`
	const total = (/** @type {"killed" | "all"} */ key) => scores.reduce((sum, one) => sum + one[key], 0)
	write("Mutants", [
		`${percent(total("killed"), total("all"))} of ${total("all")} mutants of \`machines/\` are killed by its own unit tests. In the two files of texts the Russian words are not mutated.`,
		"",
		"| file | noticed | mutants |",
		"|---|---|---|",
		...scores
			.filter(({ all }) => all > 0)
			.map(({ name, killed, all }) => `| \`${name}\` | ${percent(killed, all)} | ${all} |`),
	])
	return total("killed") / total("all") < 0.95
}

/**
 * Removes surviving mutants from the stored results, because a new test may kill them. Stryker itself tries them again
 * only if it knows which tests cover them.
 * @param {string} known the file of stored results
 */
function judgeSurvivorsAnew(known) {
	if (!existsSync(known)) return
	const judged = JSON.parse(readFileSync(known, "utf8"))
	for (const file of Object.values(judged.files))
		file.mutants = file.mutants.filter(
			(/** @type {{ status: string }} */ { status }) => status !== "Survived" && status !== "NoCoverage",
		)
	writeFileSync(known, JSON.stringify(judged))
}

/** @param {(name: string) => boolean} which */
function forget(which) {
	for (const name of readdirSync(folder).filter(which)) rmSync(path.join(folder, name))
}

/** @param {string} part */
function read(part) {
	const from = path.join(folder, `${part}.json`)
	return existsSync(from) ? JSON.parse(readFileSync(from, "utf8")) : undefined
}

/**
 * Replaces one part of the figures. The other parts stay as they were measured.
 * @param {string} part
 * @param {string[]} lines
 */
function write(part, lines) {
	const old = existsSync(file) ? readFileSync(file, "utf8") : ""
	const before = Object.fromEntries(
		old
			.split(/^## /m)
			.slice(1)
			.map((text) => [text.split("\n", 1)[0], text.split("\n").slice(1).join("\n").trim()]),
	)
	before[part] = [`Measured ${new Date().toISOString().slice(0, 10)}.`, "", ...lines].join("\n")
	const parts = PARTS.filter((name) => before[name]).map((name) => `## ${name}\n\n${before[name]}`)
	writeFileSync(
		file,
		`# Figures of the proof\n\nWritten by \`npm run proof\`; the files beside it say what is proven.\n\n${parts.join("\n\n")}\n`,
	)
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<boolean>} whether it failed
 */
async function vitest(args, env = {}) {
	const status = await node(["node_modules/vitest/vitest.mjs", "run", "--config=remix.config.js", ...args], {
		...env,
		PROOF_FIGURES: folder,
	})
	return status !== 0
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} the exit status
 */
function node(args, env = {}) {
	const child = spawn(process.execPath, args, {
		stdio: ["ignore", "inherit", "inherit"],
		env: { ...process.env, ...env, CI: "true" },
	})
	return new Promise((resolve) => {
		child.on("error", () => resolve(1))
		child.on("close", (code) => resolve(code ?? 1))
	})
}
