import type { Browser, Page } from "playwright-core"
import { DEMO_PASSWORD } from "#prisma/demo/people.ts"
import { openPage, visit } from "../setup/browser.ts"
import { startServer, type TestServer } from "../setup/server.ts"
import { type Crawl, crawl, type Example } from "./crawl.ts"
import { readForms, type SeenForm, SiteMap } from "./page-forms.ts"
import { LOGINS, type Login, roleOf, type Sender, signIn } from "./people.ts"

/** One server, one browser, everybody of the demo region signed in, and every form that they see. */
export class Scene {
	private readonly cookies = new Map<Login, string>()
	private readonly opened = new Map<string, Page>()
	readonly complaints: string[] = []
	/** What everybody saw before anything was sent. */
	seen: Crawl = { examples: new Map(), takenBy: new Map(), deadLinks: [], texts: [] }
	/** Forms that were met while others were sent. */
	readonly met = new Map<string, Set<Sender>>()
	readonly takenBy = new Map<string, string>()

	private constructor(
		readonly server: TestServer,
		private readonly browser: Browser,
		private readonly reader: Page,
		readonly site: SiteMap,
	) {}

	static async open(browser: Browser): Promise<Scene> {
		const server = await startServer()
		const { page } = await openPage(browser, { baseURL: server.url })
		await visit(page, "/login")
		return new Scene(server, browser, page, await SiteMap.read(page))
	}

	async look(): Promise<void> {
		const people = await Promise.all(
			LOGINS.map(async (login) => ({
				login,
				cookie: await this.cookieOf(login),
				starts: login ? ["/", "/profile"] : ["/", "/login", "/register", "/password/forgot", "/demo/clock"],
			})),
		)
		this.seen = await crawl(this.server, this.reader, this.site, people)
	}

	/** Where a role saw a form at first. */
	placesOf(key: string, by: Sender): Example[] {
		return this.seen.examples.get(key)?.get(by) ?? []
	}

	async cookieOf(login: Login): Promise<string | null> {
		if (login === "") return null
		const known = this.cookies.get(login) ?? (await signIn(this.server, login))
		this.cookies.set(login, known)
		return known
	}

	/** The first of these pages that has the form now. */
	async where(key: string, examples: readonly Example[], needs?: string): Promise<Example | null> {
		for (const example of examples) {
			const cookie = await this.cookieOf(example.login)
			const answer = await fetch(this.server.url + example.address, {
				redirect: "manual",
				headers: cookie ? { cookie } : {},
			})
			if (answer.status !== 200) continue
			const { forms, fits } = await this.reader.evaluate(readForms, {
				html: await answer.text(),
				address: example.address,
				...(needs && { needs }),
			})
			const seen = this.site.named(example.address, forms)
			this.note(seen, roleOf(example.login))
			if (fits && seen.some((one) => one.key === key)) return example
		}
		return null
	}

	/** A page of a person: with scripts or without; the same one each time. */
	async pageOf(login: Login, scripted: boolean): Promise<Page> {
		const name = `${login} ${scripted}`
		const known = this.opened.get(name)
		// Somebody who is not signed in may have just registered on it.
		if (known && login === "") await known.context().clearCookies()
		if (known) return known
		const { page, complaints } = await openPage(this.browser, {
			baseURL: this.server.url,
			javaScriptEnabled: scripted,
		})
		const cookie = await this.cookieOf(login)
		if (cookie) {
			const [key = "", value = ""] = cookie.split("=")
			await page.context().addCookies([{ name: key, value, url: this.server.url }])
		}
		page.on("close", () => this.complaints.push(...complaints))
		this.opened.set(name, page)
		return page
	}

	async visit(page: Page, address: string, scripted: boolean): Promise<void> {
		await (scripted ? visit(page, address) : page.goto(address))
	}

	/** Notes which forms the page shows at this moment. */
	async noteForms(page: Page, login: Login): Promise<void> {
		const address = new URL(page.url()).pathname
		const { forms } = await page.evaluate(readForms, { address })
		this.note(this.site.named(address, forms), roleOf(login))
	}

	private note(forms: readonly SeenForm[], role: Sender) {
		for (const { key, to } of forms) {
			this.met.set(key, (this.met.get(key) ?? new Set<Sender>()).add(role))
			this.takenBy.set(key, to)
		}
	}

	/** Sends a form past the browser, to bring somebody's application to where a row needs it. */
	async post(login: Login, address: string, fields: Record<string, string | File>): Promise<void> {
		const body = new FormData()
		for (const [name, value] of Object.entries(fields)) body.append(name, value)
		const cookie = (await this.cookieOf(login)) ?? ""
		const answer = await fetch(this.server.url + address, {
			method: "POST",
			redirect: "manual",
			headers: { origin: this.server.url, cookie },
			body,
		})
		const signedOut = answer.headers.get("location")?.startsWith("/login")
		if (answer.status < 400 && !signedOut) return
		throw new Error(`${address} answered ${answer.status}: ${(await answer.text()).replace(/<[^>]*>/g, " ")}`)
	}

	/** The bytes of a file that somebody downloads. */
	async download(login: Login, address: string): Promise<Buffer> {
		const cookie = (await this.cookieOf(login)) ?? ""
		const answer = await fetch(this.server.url + address, { headers: { cookie } })
		return Buffer.from(await answer.arrayBuffer())
	}

	/** The link in the newest letter to somebody. */
	async linkTo(email: string, subject = ""): Promise<string> {
		const { links } = await this.server.mail.requireLetter(email, subject)
		return new URL(links[0] ?? "").pathname
	}

	async moveClock(local: string): Promise<void> {
		await this.post("operator", "/demo/clock", { now: local })
	}

	/** Whoever gets another role or password signs in again. */
	async forget(login: Login): Promise<void> {
		this.cookies.delete(login)
		for (const scripted of [true, false]) {
			await this.opened.get(`${login} ${scripted}`)?.close()
			this.opened.delete(`${login} ${scripted}`)
		}
	}

	/** Everybody has signed out: the next page of each begins with a new session. */
	async signInAnew(): Promise<void> {
		await Promise.all([...this.opened.values()].map((page) => page.close()))
		this.opened.clear()
		this.cookies.clear()
	}

	async close(): Promise<void> {
		await Promise.all([...this.opened.values()].map((page) => page.close()))
		await this.server.dispose()
	}
}

export const PASSWORD = DEMO_PASSWORD
