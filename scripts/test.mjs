import { spawn } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import path from "node:path"
import process from "node:process"
import { ensureChromium } from "./chromium.mjs"
import { root } from "./prepare.mjs"

// All checks in one command. Types and lint count as one check each, every test as one; the last line sums them up.

const report = path.join(root, "var", "test-report", `${process.pid}.json`)

/** @type {{ name: string, passed: boolean }[]} */
const checks = []

// In a process of its own: whatever stops it, the last line of this one is still written.
if ((await node(["scripts/prepare.mjs"])) !== 0) finish(0, 1)
const chromium = browser()

await check("Типы (tsc)", ["typescript/bin/tsc", "--noEmit", "--pretty", "false"])
await check("Оформление и правила кода (biome)", [
	"@biomejs/biome/bin/biome",
	"check",
	"--error-on-warnings",
	".",
])
if (!chromium) checks.push({ name: "Браузер для проверок", passed: false })
const tests = await vitest()

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
 * @param {string} name
 * @param {[string, ...string[]]} command a file inside node_modules and its arguments
 */
async function check(name, [file, ...args]) {
	console.log(`— ${name}`)
	checks.push({ name, passed: (await node([path.join("node_modules", file), ...args])) === 0 })
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
			`--outputFile.json=${report}`,
			// The browser tests fail one by one without a browser; said once above, it is enough.
			...(chromium ? [] : ["--project=unit", "--project=database"]),
			...process.argv.slice(2),
		],
		{ CHROMIUM_PATH: chromium ?? "" },
	)
	const counted = readReport()
	if (status !== 0 && counted.failed === 0) checks.push({ name: "Запуск vitest", passed: false })
	return counted
}

/** A file that could not even be loaded has no test that failed, and counts as one failure. */
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
