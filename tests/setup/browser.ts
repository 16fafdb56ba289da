import { execFileSync } from "node:child_process"
import path from "node:path"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { PATIENCE } from "./patience.ts"

/** `npm test` says where the browser is; a run of single tests asks the same script. */
function chromiumPath(): string {
	const found =
		process.env.CHROMIUM_PATH ||
		execFileSync(process.execPath, [path.resolve("scripts/chromium.mjs")], { encoding: "utf8" })
	if (!found) throw new Error("no Chromium: run npm test, which gets one, or set CHROMIUM_PATH")
	return found
}

/** A headless browser that talks to nobody but the tests' server. */
export function launchBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: chromiumPath(),
		headless: true,
		// Without a locale the browser cannot write Cyrillic names of files and calls each «download».
		env: { ...process.env, LC_ALL: "C.UTF-8" },
		args: [
			"--no-sandbox",
			"--disable-gpu",
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
 * A page of a person of its own (no cookies of others), as a desktop in Tomsk shows it. An uncaught error in the page or a
 * breach of the content policy fails the visit: read `complaints` at its end.
 */
export async function openPage(
	browser: Browser,
	options: Visit,
): Promise<{ page: Page; complaints: string[]; close(): Promise<void> }> {
	const context = await browser.newContext({
		locale: "ru-RU",
		timezoneId: "Asia/Tomsk",
		viewport: { width: 1440, height: 900 },
		reducedMotion: "reduce",
		...options,
	})
	context.setDefaultTimeout(PATIENCE.timeout)
	await context.addInitScript(markWhenScripted)
	const page = await context.newPage()
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
 * React tells the hook of its developers' tools once the effects of a page have run; from then on the page answers to its user.
 * Waiting for a quiet network instead would cost half a second a page, and under load would still be a guess.
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

/** Opens an address and waits until the page's scripts have taken over; a click before that would be lost. */
export async function visit(page: Page, address: string): Promise<void> {
	await page.goto(address)
	await page.waitForFunction(() => "pageIsScripted" in globalThis)
}
