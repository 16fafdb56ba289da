import { spawnSync } from "node:child_process"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { startSlowLine } from "./http/wire.ts"
import { openPage, visit } from "./setup/browser.ts"
import { startServer, type TestServer } from "./setup/server.ts"

let server: TestServer

beforeAll(async () => {
	server = await startServer({ data: "empty" })
})

afterAll(async () => {
	await server?.dispose()
})

describe("the program as it is started", () => {
	test("serves a page that the browser runs without a breach of its content policy", async () => {
		const { page, complaints, close } = await openPage({ baseURL: server.url })
		await visit(page, "/login")
		expect(await page.getAttribute("html", "lang")).toBe("ru")
		expect(complaints).toEqual([])
		await close()
	})

	test("sends its first page without scripts, in less than 100 kB with everything that it shows", async () => {
		const { page, complaints, close } = await openPage({ baseURL: server.url })
		const session = await page.context().newCDPSession(page)
		let bytes = 0
		await session.send("Network.enable")
		session.on("Network.loadingFinished", ({ encodedDataLength }) => {
			bytes += encodedDataLength
		})
		await page.goto("/", { waitUntil: "networkidle" })
		expect(await page.locator("script").count()).toBe(0)
		expect(bytes).toBeGreaterThan(10_000)
		expect(bytes).toBeLessThan(100_000)
		await page.getByRole("link", { name: "Войти", exact: true }).first().click()
		await page.waitForFunction(() => "pageIsScripted" in globalThis)
		expect(complaints).toEqual([])
		await close()
	})

	test("keeps what is typed before the end of the page has arrived, and the page comes alive after that", async () => {
		const line = await startSlowLine(server.url, "window.__remixContext.streamController.enqueue")
		const { page, complaints, close } = await openPage({ baseURL: line.url })
		await page.goto("/login", { waitUntil: "commit" })
		const name = page.getByLabel("Имя пользователя")
		await name.click()
		// Every script of the page has been loaded and waits for the data.
		await page.waitForFunction(() => "__remixRouteModules" in globalThis)
		await name.pressSequentially("anna")
		line.release()
		await page.waitForFunction(() => "pageIsScripted" in globalThis)
		expect(await name.inputValue()).toBe("anna")
		await name.pressSequentially("1")
		expect(await name.inputValue()).toBe("anna1")
		await page.getByRole("link", { name: "Забыли пароль?" }).click()
		await page.waitForURL("**/password/forgot")
		expect(complaints).toEqual([])
		await close()
		line.close()
	})

	test("comes alive whatever a person does in the moment before React takes the page over", async () => {
		const { page, complaints, close } = await openPage({ baseURL: server.url })
		await page.addInitScript(actOnceReactListens)
		await visit(page, "/login")
		const acts = await page.evaluate(() => Reflect.get(globalThis, "acts") as string[])
		expect(acts).toEqual(expect.arrayContaining(["mousedown", "pointerdown", "drop", "keydown"]))
		expect(complaints).toEqual([])
		await page.getByRole("link", { name: "Забыли пароль?" }).click()
		await page.waitForURL("**/password/forgot")
		expect(complaints).toEqual([])
		await close()
	})

	test("refuses a form sent from another site", async () => {
		const origin = "https://evil.example"
		const answer = await fetch(`${server.url}/login`, { method: "POST", headers: { origin } })
		expect(answer.status).toBe(403)
	})

	test("names a refused form in the title of its page, for a browser without scripts too", async () => {
		const asked = await fetch(`${server.url}/login`)
		expect(await asked.text()).toContain("<title>Вход — «Аттестация»</title>")
		const answer = await fetch(`${server.url}/login`, {
			method: "POST",
			headers: { origin: new URL(server.url).origin },
			body: new URLSearchParams({ username: "nobody", password: "" }),
		})
		expect(answer.status).toBe(400)
		expect(await answer.text()).toContain("<title>Ошибка: Вход — «Аттестация»</title>")
		expect(await (await fetch(`${server.url}/login`)).text()).toContain("<title>Вход — «Аттестация»</title>")
	})

	test("starts again with its data after Ctrl+C and after a power cut", async () => {
		await server.restart()
		expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
		await server.kill()
		await server.restart()
		expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
	})

	test("does not start in production without its settings, and names each missing one", () => {
		const { DATABASE_URL: _, VITEST: __, ...inherited } = process.env
		const { status, stderr } = spawnSync(process.execPath, ["build/start/server.js"], {
			encoding: "utf8",
			env: { ...inherited, APP_MODE: "production", PORT: "http" },
		})
		expect(status).toBe(1)
		for (const name of ["PORT", "PUBLIC_URL", "MAIL_URL", "SESSION_SECRET"]) expect(stderr).toContain(name)
		expect(stderr).not.toContain("    at ")
	})
})

/** Sends every event that an element can hear to the first field, after React listens and before it has begun to work. */
function actOnceReactListens() {
	const acts: string[] = []
	Object.assign(globalThis, { acts })
	const listen = document.addEventListener
	document.addEventListener = (...asked: Parameters<typeof listen>) => {
		listen.apply(document, asked)
		if (acts.length > 0) return
		for (const name in HTMLElement.prototype) if (name.startsWith("on")) acts.push(name.slice(2))
		acts.push("compositionstart", "compositionend", "textInput", "focusin", "focusout")
		acts.push("touchstart", "touchend", "touchcancel")
		queueMicrotask(() => {
			const field = document.querySelector("input:not([type=hidden])")
			for (const act of acts) field?.dispatchEvent(new Event(act, { bubbles: true, cancelable: true }))
		})
	}
}
