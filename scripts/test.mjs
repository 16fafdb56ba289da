import { spawn } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import path from "node:path"
import process from "node:process"
import { ensureChromium } from "./chromium.mjs"
import { root } from "./prepare.mjs"

// Runs all checks with one command. Types and lint count as one check each, and so does every test. The last line gives the totals.

const report = path.join(root, "var", "test-report", `${process.pid}.json`)

/** @type {{ name: string, passed: boolean }[]} */
const checks = []

// This runs in a separate process, so that this one prints the last line even if the preparation fails.
if ((await node(["scripts/prepare.mjs"])) !== 0) finish(0, 1)
const chromium = browser()

if (!chromium) checks.push({ name: "Проверки в браузере: без Chromium ни одна не выполнена", passed: false })
// They run in parallel: types and lint use a core while PostgreSQL and the first servers start.
const [tests] = await Promise.all([
	vitest(),
	check("Типы (tsc)", ["typescript-7/bin/tsc", "--noEmit", "--pretty", "false"]),
	check("Оформление и правила кода (biome)", [
		"@biomejs/biome/bin/biome",
		"check",
		"--error-on-warnings",
		".",
	]),
])

const failures = checks.filter(({ passed }) => !passed)
for (const { name } of failures) console.log(`Не прошло: ${name}`)
const passed = checks.length - failures.length + tests.passed
finish(passed, failures.length + tests.failed)

/**
 * @param {number} passed
 * @param {number} failed
 */
function finish(passed, failed) {
	console.log(`\n${passed} passed, ${failed} failed`)
	process.exit(failed > 0 || passed === 0 ? 1 : 0)
}

function browser() {
	try {
		return ensureChromium()
	} catch (error) {
		console.error(`\n${error instanceof Error ? error.message : error}\n`)
		return undefined
	}
}

/**
 * Prints a check's output in one piece when it ends, because tests report at the same time.
 * @param {string} name
 * @param {[string, ...string[]]} command a file inside node_modules and its arguments
 */
async function check(name, [file, ...args]) {
	/** @type {Buffer[]} */
	const said = []
	const status = await node([path.join("node_modules", file), ...args], { say: (chunk) => said.push(chunk) })
	console.log(`— ${name}: ${status === 0 ? "хорошо" : "есть ошибки"}\n${Buffer.concat(said)}`)
	checks.push({ name, passed: status === 0 })
}

async function vitest() {
	console.log("— Проверки (vitest)")
	mkdirSync(path.dirname(report), { recursive: true })
	const status = await node(
		[
			"node_modules/vitest/vitest.mjs",
			"run",
			"--config=remix.config.js",
			"--reporter=default",
			"--reporter=json",
			"--reporter=./tests/setup/second-attempts.ts",
			`--outputFile.json=${report}`,
			// Without a browser every browser test would fail. The message above is enough, so these tests are left out.
			...(chromium ? [] : ["--project=!flows"]),
			...process.argv.slice(2),
		],
		{ env: { CHROMIUM_PATH: chromium ?? "" } },
	)
	const counted = readReport()
	if (status !== 0 && counted.failed === 0) checks.push({ name: "Запуск vitest", passed: false })
	return counted
}

/** A file that could not be loaded has no failed test. It counts as one failure. */
function readReport() {
	if (!existsSync(report)) return { passed: 0, failed: 0 }
	const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"))
	rmSync(report)
	const unloaded = testResults.filter(
		(/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
			file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"),
	)
	return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
}

/**
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, say?: (chunk: Buffer) => void }} [options] say: gets the output instead of the
 * terminal
 * @returns {Promise<number>} the exit status
 */
function node(args, { env = {}, say } = {}) {
	const out = say ? "pipe" : "inherit"
	const child = spawn(process.execPath, args, {
		stdio: ["ignore", out, out],
		env: { ...process.env, ...env, CI: "true" },
	})
	if (say) for (const stream of [child.stdout, child.stderr]) stream?.on("data", say)
	return new Promise((resolve) => {
		child.on("error", () => resolve(1))
		child.on("close", (code) => resolve(code ?? 1))
	})
}
