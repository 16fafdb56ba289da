import { spawnSync } from "node:child_process"
import { accessSync, constants, existsSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"

const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
const systemPlaces = [
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
]

/**
 * A Chromium for the browser tests, in the order: CHROMIUM_PATH, the system's, the one that Playwright has downloaded.
 * @returns {string | undefined} its path
 */
export function findChromium() {
	const named = process.env.CHROMIUM_PATH
	if (named) {
		if (!executable(named)) throw new Error(`CHROMIUM_PATH называет ${named}, но такой программы нет.`)
		return named
	}
	const folders = (process.env.PATH ?? "").split(path.delimiter)
	const candidates = systemNames.flatMap((name) => folders.map((folder) => path.join(folder, name)))
	return [...candidates, ...systemPlaces, playwrights()].find(executable)
}

/**
 * Finds a Chromium or gets one: Playwright's download, then, for root on Debian, the system's package.
 * @returns {string} its path
 * @throws {Error} saying what to do, if there is none to be had
 */
export function ensureChromium() {
	const found = findChromium()
	if (found) return found
	console.log("Браузера нет: загружаю Chromium…")
	const playwright = path.join("node_modules", "playwright-core", "cli.js")
	attempt(process.execPath, [playwright, "install", "--no-shell", "chromium"])
	// A downloaded browser may lack system libraries; only one that starts counts.
	const downloaded = playwrights()
	if (executable(downloaded) && spawnSync(downloaded, ["--version"], { timeout: 20_000 }).status === 0) {
		return downloaded
	}
	if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
		attempt("apt-get", ["update", "-qq"])
		attempt("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"])
		const installed = systemNames.map((name) => path.join("/usr/bin", name)).find(executable)
		if (installed) return installed
	}
	throw new Error(
		"Для проверок в браузере нужен Chromium, и получить его не удалось. " +
			"Установите Chromium (в Debian и Ubuntu: sudo apt-get install chromium) " +
			"или укажите путь к нему в переменной CHROMIUM_PATH.",
	)
}

/** @param {string} command @param {string[]} args */
function attempt(command, args) {
	spawnSync(command, args, {
		// The first way may fail where the second succeeds: only the last one's reasons are worth reading.
		stdio: ["ignore", "ignore", command === process.execPath ? "ignore" : "inherit"],
		timeout: 600_000,
		env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
	})
}

/** @returns {string} where Playwright's own browser is or would be */
function playwrights() {
	try {
		const require = createRequire(path.resolve("package.json"))
		return require("playwright-core").chromium.executablePath()
	} catch {
		return ""
	}
}

/** @param {string} file */
function executable(file) {
	if (!file) return false
	try {
		accessSync(file, constants.X_OK)
		return true
	} catch {
		return false
	}
}

// Tests that run without `npm test` ask for the path this way.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
	process.stdout.write(findChromium() ?? "")
}
