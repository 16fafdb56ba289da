import { createServer, type Server } from "node:http"
import path from "node:path"
import { pathToFileURL } from "node:url"
import type { ServerBuild } from "@remix-run/node"
import type { boot } from "#app/boot.server.ts"
import type { OpenDatabase } from "#app/db/open-database.server.ts"
import type { Env } from "#app/utils/env.server.ts"

// The server for the demo, production and development. `scripts/` prepares what it needs. Pages and workers are in the
// built bundle and read the environment when it is imported, so the database is opened first.

const STOP_TIMEOUT_MS = 10_000

interface Pages {
	readonly build: ServerBuild | (() => Promise<ServerBuild>)
	readonly boot: typeof boot
	readonly vite?: import("vite").ViteDevServer
}

/** What must be closed, in the order in which it was opened. */
const opened: (() => Promise<unknown>)[] = []

async function main() {
	stopOnSignal()
	// Imported here and not at the top, so that wrong settings are reported as such and not as a failed import.
	const { env } = await import("#app/utils/env.server.ts")
	const { log } = await import("#app/utils/log.server.ts")
	const { lastResort } = await import("#app/utils/last-resort.server.ts")
	const say = (sentence: string) => console.error(`\n${sentence}\n`)
	const unheard = lastResort({ log, close: closeAll, exit: (code) => process.exit(code), say })
	process.on("unhandledRejection", unheard.unhandledRejection)
	process.on("uncaughtException", unheard.uncaughtException)
	const { ensureDemoData, openDatabase, resetDemo } = await import("#app/db/open-database.server.ts")
	await mustBeFree(env)
	if (env.mode === "demo" && process.argv.includes("--reset"))
		await resetDemo(env.DATABASE_URL, env.dataFolder)
	const database = await openDatabase(env.DATABASE_URL, env.dataFolder)
	opened.push(() => database.close())
	if (env.mode === "demo") await ensureDemoData(database)
	process.env.DATABASE_URL = database.url

	const pages = env.mode === "development" ? await reloadedPages() : await builtPages()
	const { createApplication } = await import("#app/http/server/application.server.ts")
	const booted = await pages.boot()
	opened.push(() => booted.stop())
	const server = createServer(
		createApplication({ env, build: pages.build, booted, assets: pages.vite?.middlewares }),
	)
	// Longer than any upload of 20 MB takes on a slow connection.
	server.requestTimeout = 300_000
	await listen(server, env)
	opened.push(() => close(server))
	announce(env, database)
}

async function builtPages(): Promise<Pages> {
	const file = pathToFileURL(path.resolve("build/server/index.js")).href
	const build = (await import(file)) as ServerBuild
	return { build, boot: bootOf(build) }
}

async function reloadedPages(): Promise<Pages> {
	const { createServer: createVite } = await import("vite")
	const ours = process.listeners("SIGTERM")
	const vite = await createVite({ configFile: "remix.config.js", server: { middlewareMode: true } })
	// Vite would end the process at once, before jobs and the database are closed.
	for (const listener of process.listeners("SIGTERM")) {
		if (!ours.includes(listener)) process.off("SIGTERM", listener)
	}
	opened.push(() => vite.close())
	const build = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>
	return { build, boot: bootOf(await build()), vite }
}

/** The bundle's own copy of `boot`: app/entry.server.tsx exports it. */
function bootOf(build: ServerBuild): typeof boot {
	return (build.entry.module as typeof build.entry.module & { boot: typeof boot }).boot
}

/** Checked before anything else, because a second demo must not disturb the first one's data. */
async function mustBeFree(env: Env) {
	const probe = createServer()
	await listen(probe, env)
	await close(probe)
}

function listen(server: Server, { PORT, HOST }: Env): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once("error", (error: NodeJS.ErrnoException) => {
			if (error.code !== "EADDRINUSE") return reject(error)
			reject(
				new Error(`Порт ${PORT} занят. Остановите программу на нём или выберите другой: PORT=${PORT + 1}.`),
			)
		})
		server.listen(PORT, HOST, resolve)
	})
}

function close(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve())
		server.closeIdleConnections()
		setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS).unref()
	})
}

function announce(env: Env, { folder }: OpenDatabase) {
	const lines = [`«Аттестация» открыта: ${env.PUBLIC_URL}`]
	if (folder) lines.push(`Данные PostgreSQL: ${folder}`)
	if (env.mode === "demo") {
		lines.push(
			"",
			"Вход в демонстрацию, пароль у всех Attestation-2026:",
			"  teacher    педагог                        school    школьный координатор",
			"  municipal  муниципальный координатор      expert1, expert2  эксперты",
			"  head       руководитель группы            operator  оператор регионального центра",
			"",
			`Все учётные записи и примеры состояний: ${env.PUBLIC_URL}/demo`,
			`Письма: ${env.PUBLIC_URL}/demo/mail   Часы: ${env.PUBLIC_URL}/demo/clock`,
			"Остановить: Ctrl+C. Начать заново: npm run demo -- --reset",
		)
	}
	console.log(`\n${lines.join("\n")}\n`)
}

async function closeAll() {
	for (const closeOne of opened.splice(0).reverse()) await closeOne()
}

/** Requests get STOP_TIMEOUT_MS of this time. The rest is for running jobs. */
const LONGEST_STOP_MS = 30_000

function stopOnSignal() {
	let since: number | undefined
	const onSignal = () => {
		if (since === undefined) {
			since = performance.now()
			closeAll().then(() => process.exit(0), fail)
			// A connection that never ends must not keep the program alive.
			setTimeout(
				() => fail(new Error("Программа не остановилась вовремя и завершена.")),
				LONGEST_STOP_MS,
			).unref()
		} else if (performance.now() - since > 1_000) {
			// npm repeats the Ctrl+C that the terminal has already sent. Only a later one means that the person is impatient.
			process.exit(1)
		}
	}
	process.on("SIGINT", onSignal)
	process.on("SIGTERM", onSignal)
}

function fail(error: unknown) {
	// A plain Error is a sentence for the person who starts the program. Any other error is our fault and is printed in full.
	const told = error instanceof Error && (error.constructor === Error || error.name === "SettingsError")
	console.error(told ? `\n${error.message}\n` : error)
	process.exit(1)
}

main().catch(async (error: unknown) => {
	await closeAll().catch(() => undefined)
	fail(error)
})
