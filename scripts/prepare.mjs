import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import process from "node:process"
import { fileURLToPath, pathToFileURL } from "node:url"
import { setFlagsFromString } from "node:v8"

// This runs before any package exists, with Node.js alone. Each step stores a hash of its inputs and does nothing while
// the hash is the same.

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
	fail(`Нужен Node.js 20.19 или новее, а запущен ${process.versions.node}.`)
}

/** @param {string} message */
export function fail(message) {
	console.error(`\n${message}\n`)
	process.exit(1)
}

/** Installs packages, generates the database client and builds, each only if it is missing or out of date. */
export function prepare() {
	installPackages()
	generateClient()
	build()
}

export function installPackages() {
	const made = "node_modules/.attestation-lock"
	const now = hashOf(["package-lock.json"])
	if (existsSync("node_modules") && stamp(made) === now) return
	console.log("Устанавливаю пакеты…")
	// The build and the checks need the development packages, even if NODE_ENV says production.
	run(
		"npm",
		["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
		"Пакеты не установились.",
	)
	writeFileSync(made, now)
}

export function generateClient() {
	const made = "app/db/generated/.made-from"
	const now = hashOf(["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"])
	if (stamp(made) === now) return
	console.log("Создаю клиент базы данных…")
	rmSync("app/db/generated", { recursive: true, force: true })
	runPackage("prisma/build/index.js", ["generate", "--no-hints"], "Клиент базы данных не создан.", {
		quiet: true,
	})
	writeFileSync(made, now)
}

export function build() {
	const made = "build/.made-from"
	const sources = [
		"app",
		"machines",
		"templates",
		"public",
		"server.ts",
		"remix.config.js",
		"package-lock.json",
		"tsconfig.json",
	]
	const now = hashOf(sources)
	if (existsSync("build/server/index.js") && stamp(made) === now) return
	console.log("Собираю программу…")
	rmSync("build", { recursive: true, force: true })
	const plain = plainRoot()
	const options = ["--config", path.join(plain.folder, "remix.config.js"), "--logLevel", "error"]
	/** @type {(file: string, args: string[]) => void} */
	const runVite = (file, args) =>
		// Tests run in another mode, in which Vite would bundle React's slow development build.
		runPackage(file, [...args, ...options], "Программа не собралась.", {
			quiet: true,
			env: { NODE_ENV: "production" },
		})
	runVite("@remix-run/dev/dist/cli.js", ["vite:build", plain.folder])
	runVite("vite/bin/vite.js", ["build", plain.folder, "--ssr", "server.ts", "--outDir", "build/start"])
	runVite("vite/bin/vite.js", [
		"build",
		plain.folder,
		"--ssr",
		"app/workers/worker.ts",
		"--outDir",
		"build/worker",
	])
	plain.remove()
	mkdirSync("build", { recursive: true })
	writeFileSync(made, now)
}

/** Vite reads # and ? in a path as parts of an address, so a folder with such a name is built through a link. */
function plainRoot() {
	if (!/[#?]/.test(root)) return { folder: root, remove() {} }
	const place = mkdtempSync(path.join(tmpdir(), "attestation-build-"))
	const folder = path.join(place, "project")
	symlinkSync(root, folder, "junction")
	return { folder, remove: () => rmSync(place, { recursive: true, force: true }) }
}

/**
 * Runs the command-line program of an installed package with this Node.js.
 * @param {string} file inside node_modules
 * @param {string[]} args
 * @param {string} complaint what to print if it fails
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options] quiet: shows the output only if it fails
 */
export function runPackage(file, args, complaint, options) {
	run(process.execPath, [path.join("node_modules", file), ...args], complaint, options)
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} complaint
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options]
 */
export function run(command, args, complaint, { quiet = false, env: own = {} } = {}) {
	const { VITEST: _, ...env } = process.env
	const { status, stdout, stderr } = spawnSync(command, args, {
		stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
		encoding: "utf8",
		// On Windows npm is a .cmd file, which only a shell can start.
		shell: process.platform === "win32" && command === "npm",
		env: { ...env, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", ...own },
		maxBuffer: 64 * 1024 * 1024,
	})
	if (status === 0) return
	if (quiet) console.error(`${stdout ?? ""}${stderr ?? ""}`)
	fail(complaint)
}

/**
 * One hash over files and folders: names, sizes and contents. Tests and generated files are left out.
 * @param {string[]} sources
 */
function hashOf(sources) {
	const hash = createHash("sha256")
	/** @param {string} file */
	const add = (file) => {
		const stats = statSync(file, { throwIfNoEntry: false })
		if (stats?.isDirectory()) {
			if (file === path.join("app", "db", "generated")) return
			for (const name of readdirSync(file).sort()) add(path.join(file, name))
		} else if (stats && !/\.test\.tsx?$/.test(file)) {
			hash.update(`${file}\0${stats.size}\0`).update(readFileSync(file))
		}
	}
	for (const source of sources) add(source)
	if (sources.includes("app")) add("prisma/schema.prisma")
	return hash.digest("hex")
}

/** @param {string} file */
function stamp(file) {
	return existsSync(file) ? readFileSync(file, "utf8") : ""
}

/**
 * Starts the server in this process, in the given mode.
 * @param {"production" | "development" | "demo"} mode
 */
export async function startServer(mode) {
	process.env.APP_MODE = mode
	process.env.NODE_ENV = mode === "development" ? "development" : "production"
	// The demo must not use the settings of a real installation in the same folder.
	if (mode !== "demo") loadDotEnv()
	// By default V8 lets the heap grow fourfold before it collects: half a gigabyte under load, with 60 MB in use.
	setFlagsFromString("--heap-growing-percent=40")
	// Production runs the built server: translating TypeScript at the start would keep a second Node.js process of 150 MB.
	if (mode === "development") await importTypeScript("server.ts")
	else await import(pathToFileURL(path.resolve("build/start/server.js")).href)
}

/** Loads settings from `.env`, if it exists. Variables of the environment override them. */
export function loadDotEnv() {
	if (existsSync(".env")) process.loadEnvFile(".env")
}

/** @param {string} file a TypeScript module of this project */
export async function importTypeScript(file) {
	const { register } = await import("tsx/esm/api")
	register()
	return import(pathToFileURL(path.resolve(file)).href)
}

/**
 * Runs a program of the project against this installation's database. The embedded server is started if it is not running.
 * The program gets a separate process, because settings are read only once.
 * @param {string} file
 * @param {{ asItIs?: boolean, words?: string[] }} [options] asItIs: runs no migrations, and works without any tables;
 * words: the program's arguments, by default those of this process
 */
export async function runWithDatabase(file, { asItIs = false, words = process.argv.slice(2) } = {}) {
	loadDotEnv()
	process.env.APP_MODE ??= "production"
	const { env } = await importTypeScript("app/utils/env.server.ts").catch((error) => fail(error.message))
	const { openDatabase, reachDatabase } = await importTypeScript("app/db/open-database.server.ts")
	const open = asItIs ? reachDatabase : openDatabase
	/** @type {(error: Error) => never} */
	const complain = (error) => fail(error.message)
	const database = await open(env.DATABASE_URL, env.dataFolder).catch(complain)
	runProgram(file, words, { DATABASE_URL: database.url })
	await database.close()
}

/**
 * Runs a TypeScript program of the project in a separate process, and exits with its status.
 * @param {string} file
 * @param {string[]} words its arguments
 * @param {Record<string, string>} [settings] they override the environment and `.env`
 */
export function runProgram(file, words, settings = {}) {
	loadDotEnv()
	process.env.APP_MODE ??= "production"
	const { status } = spawnSync(process.execPath, ["--import", "tsx", file, ...words], {
		stdio: "inherit",
		env: { ...process.env, ...settings },
	})
	process.exitCode = status ?? 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) prepare()
