import { execFileSync } from "node:child_process"
import path from "node:path"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { PATIENCE } from "./patience.ts"

/**
 * How many times slower than this computer the browser's pages run. With 12, tests that rely on the speed of a page fail
 * here and not on somebody's busy computer.
 */
const SLOWDOWN = Number(process.env.BROWSER_SLOWDOWN ?? 1)

/** `npm test` sets the browser's path. A run of single tests asks the same script for it. */
function chromiumPath(): string {
	const found =
		process.env.CHROMIUM_PATH ||
		execFileSync(process.execPath, [path.resolve("scripts/chromium.mjs")], { encoding: "utf8" })
	if (!found) throw new Error("no Chromium: run npm test, which gets one, or set CHROMIUM_PATH")
	return found
}

let running: Promise<Browser> | undefined

/** The browser of this process. All its files of tests share it, and it ends with the process. */
function sharedBrowser(): Promise<Browser> {
	running ??= launch()
	return running
}

/** Ends the browser, where the process goes on without it. The next page starts another. */
export async function closeBrowser(): Promise<void> {
	const browser = await running
	running = undefined
	await browser?.close()
}

/** Starts a headless browser that can reach only the tests' server. */
function launch(): Promise<Browser> {
	return chromium.launch({
		executablePath: chromiumPath(),
		headless: true,
		// Without a locale the browser cannot write Cyrillic file names and calls every file «download».
		env: { ...process.env, LC_ALL: "C.UTF-8" },
		args: [
			"--no-sandbox",
			"--disable-gpu",
			// Without a graphics card the GPU process only copies what the others have drawn, which takes a quarter of the browser's work.
			"--in-process-gpu",
			"--disable-quic",
			"--disable-dev-shm-usage",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
		],
	})
}

export interface Visit extends BrowserContextOptions {
	readonly baseURL: string
}

/**
 * Opens a page with its own cookies, as on a desktop in Tomsk. `complaints` lists uncaught errors and violations of the
 * content policy. Expect it to be empty at the end.
 */
export async function openPage(
	options: Visit,
): Promise<{ page: Page; complaints: string[]; close(): Promise<void> }> {
	const context = await (await sharedBrowser()).newContext({
		locale: "ru-RU",
		timezoneId: "Asia/Tomsk",
		viewport: { width: 1440, height: 900 },
		reducedMotion: "reduce",
		...options,
	})
	context.setDefaultTimeout(PATIENCE.timeout)
	await context.addInitScript(markWhenScripted)
	const page = await context.newPage()
	if (SLOWDOWN > 1)
		await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN })
	const complaints: string[] = []
	page.on("pageerror", (error) => complaints.push(error.message))
	page.on("console", (message) => {
		if (
			message.type() === "error" &&
			/Content Security Policy|Hydration|did not match/i.test(message.text())
		) {
			complaints.push(message.text())
		}
	})
	return { page, complaints, close: () => context.close() }
}

/**
 * React calls the hook of its developer tools after the effects of a page have run. From then on the page reacts to input.
 * Waiting for a quiet network would take half a second for each page and still be a guess under load.
 */
function markWhenScripted() {
	Object.assign(globalThis, {
		__REACT_DEVTOOLS_GLOBAL_HOOK__: {
			supportsFiber: true,
			inject: () => 1,
			onCommitFiberRoot() {},
			onCommitFiberUnmount() {},
			onPostCommitFiberRoot: () => Object.assign(globalThis, { pageIsScripted: true }),
		},
	})
}

/** Opens an address and waits until the page's scripts have taken over. An earlier click would be lost. */
export async function visit(page: Page, address: string): Promise<void> {
	await page.goto(address)
	await page.waitForFunction(() => "pageIsScripted" in globalThis)
}
