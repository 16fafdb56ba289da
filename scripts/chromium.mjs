import { spawnSync } from "node:child_process"
import { accessSync, constants, existsSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"

/** Chromium without the parts that draw windows. It shows the same pages with half of the processor time. */
const headless = "chromium-headless-shell"
const systemNames = [headless, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
const systemPlaces = [
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
]

/**
 * Looks for a Chromium for the browser tests: first CHROMIUM_PATH, then the system's, then Playwright's download.
 * @returns {string
 * undefined} its path
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
 * Finds a Chromium or installs one: Playwright's download first, then, for root on Debian, the system's package.
 * @returns {string} its path
 * @throws {Error} saying what to do if none can be installed
 */
export function ensureChromium() {
	const found = findChromium()
	if (found) return found
	console.log("Браузера нет: загружаю Chromium…")
	const playwright = path.join("node_modules", "playwright-core", "cli.js")
	attempt(process.execPath, [playwright, "install", "--no-shell", "chromium"])
	// A downloaded browser may lack system libraries, so we check that it starts.
	const downloaded = playwrights()
	if (executable(downloaded) && spawnSync(downloaded, ["--version"], { timeout: 20_000 }).status === 0) {
		return downloaded
	}
	if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
		attempt("apt-get", ["update", "-qq"])
		// Not every system has a package for the first one.
		for (const name of [headless, "chromium"]) {
			attempt("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name])
			const installed = path.join("/usr/bin", name)
			if (executable(installed)) return installed
		}
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
		// If the first way fails, the second may succeed, so only the last one's output is shown.
		stdio: ["ignore", "ignore", command === process.execPath ? "ignore" : "inherit"],
		timeout: 600_000,
		env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
	})
}

/** @returns {string} the path of Playwright's own browser, whether it is installed or not */
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

// Lets other scripts print the path: `node scripts/chromium.mjs`.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
	process.stdout.write(findChromium() ?? "")
}
