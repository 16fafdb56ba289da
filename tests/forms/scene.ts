import type { Page } from "playwright-core"
import { DEMO_PASSWORD } from "#prisma/demo/people.ts"
import { openPage, visit } from "../setup/browser.ts"
import { startServer, type TestServer } from "../setup/server.ts"
import { type Crawl, crawl, type Example } from "./crawl.ts"
import { readForms, type SeenForm, SiteMap } from "./page-forms.ts"
import { LOGINS, type Login, roleOf, type Sender, signIn } from "./people.ts"

interface Asking extends RequestInit {
	readonly headers?: Record<string, string>
	/** `name=value`, from earlier answers. */
	readonly cookies?: readonly string[]
}

const nameOf = (cookie: string) => cookie.split("=")[0] ?? ""

/** A server, a browser, signed-in people of the demo region, and every form that they see. */
export class Scene {
	private readonly cookies = new Map<Login, string>()
	private readonly opened = new Map<string, Page>()
	private readonly complaints: string[] = []
	/** What everybody saw before anything was sent. */
	seen: Crawl = { examples: new Map(), takenBy: new Map(), deadLinks: [], texts: [] }
	/** Forms that were seen while others were sent. */
	readonly met = new Map<string, Set<Sender>>()
	readonly takenBy = new Map<string, string>()

	private constructor(
		readonly server: TestServer,
		/** A blank page that parses other pages. */
		readonly reader: Page,
		readonly site: SiteMap,
	) {}

	static async open(): Promise<Scene> {
		const server = await startServer()
		const { page } = await openPage({ baseURL: server.url })
		await visit(page, "/login")
		return new Scene(server, page, await SiteMap.read(page))
	}

	/** Walks through the site as every person with one of these roles. */
	async look(roles: readonly Sender[]): Promise<void> {
		const logins = LOGINS.filter((login) => roles.includes(roleOf(login)))
		const people = logins.map((login) => ({
			login,
			starts: login
				? ["/", "/profile"]
				: ["/", "/login", "/register", "/password/forgot", "/login/name", "/demo/clock"],
		}))
		this.seen = await crawl(this.server, this.reader, this.site, people, (login) => this.cookieOf(login))
	}

	/** Where a role first saw a form. */
	placesOf(key: string, by: Sender): Example[] {
		return this.seen.examples.get(key)?.get(by) ?? []
	}

	async cookieOf(login: Login): Promise<string | null> {
		if (login === "") return null
		const known = this.cookies.get(login) ?? (await signIn(this.server, login))
		this.cookies.set(login, known)
		return known
	}

	/** The first of these pages that has the form now, with the page itself. */
	async where(
		key: string,
		examples: readonly Example[],
		needs?: string,
	): Promise<(Example & { html: string }) | null> {
		for (const example of examples) {
			const answer = await this.request(example.login, example.address)
			if (answer.status !== 200) continue
			const html = await answer.text()
			const { forms, fits } = await this.reader.evaluate(readForms, {
				html,
				address: example.address,
				...(needs && { needs }),
			})
			const seen = this.site.named(example.address, forms)
			this.note(seen, roleOf(example.login))
			if (fits && seen.some((one) => one.key === key)) return { ...example, html }
		}
		return null
	}

	/**
	 * Signs a person in once more. What they do there leaves their first session as it is.
	 * @returns the login of the second session
	 */
	async inNewSession(login: Login): Promise<Login> {
		const second = `${login} in session ${this.cookies.size}`
		this.cookies.set(second, await signIn(this.server, login))
		return second
	}

	/** The browser's page of a person, always the same one. */
	async pageOf(login: Login): Promise<Page> {
		const known = this.opened.get(login)
		// A visitor may have just registered on this page.
		if (known && login === "") await known.context().clearCookies()
		if (known) return known
		const { page, complaints } = await openPage({ baseURL: this.server.url })
		const cookie = await this.cookieOf(login)
		if (cookie) {
			const [key = "", value = ""] = cookie.split("=")
			await page.context().addCookies([{ name: key, value, url: this.server.url }])
		}
		page.on("close", () => this.complaints.push(...complaints))
		this.opened.set(login, page)
		return page
	}

	/** Records which forms the page shows now. */
	async noteForms(page: Page, login: Login): Promise<void> {
		const address = new URL(page.url()).pathname
		const { forms } = await page.evaluate(readForms, { address })
		this.note(this.site.named(address, forms), roleOf(login))
	}

	/** The same for a page that no browser shows. */
	async noteFormsIn(html: string, address: string, login: Login): Promise<void> {
		const { forms } = await this.reader.evaluate(readForms, { html, address })
		this.note(this.site.named(address, forms), roleOf(login))
	}

	private note(forms: readonly SeenForm[], role: Sender) {
		for (const { key, to } of forms) {
			this.met.set(key, (this.met.get(key) ?? new Set<Sender>()).add(role))
			this.takenBy.set(key, to)
		}
	}

	/** Sends one request to the server as this person. */
	async request(login: Login, address: string, { cookies = [], ...init }: Asking = {}): Promise<Response> {
		const own = await this.cookieOf(login)
		// A cookie from the last answer replaces the older one with the same name.
		const kept = (own?.split("; ") ?? []).filter(
			(mine) => !cookies.some((one) => nameOf(one) === nameOf(mine)),
		)
		const cookie = [...kept, ...cookies].join("; ")
		return fetch(new URL(address, this.server.url), {
			...init,
			redirect: "manual",
			headers: { ...init.headers, origin: this.server.url, ...(cookie && { cookie }) },
		})
	}

	/** Sends a request as this person and follows redirects, as a browser does. `status` is that of the first answer. */
	async follow(
		login: Login,
		address: string,
		init: Asking = {},
	): Promise<{ status: number; address: string; html: string }> {
		let answer = await this.request(login, address, init)
		const { status } = answer
		let at = address
		const cookies = new Map<string, string>()
		for (let turn = 0; turn < 5; turn += 1) {
			for (const one of answer.headers.getSetCookie()) cookies.set(nameOf(one), one.split(";")[0] ?? "")
			const to = answer.headers.get("location")
			if (!to) break
			at = to.replace(this.server.url, "")
			answer = await this.request(login, at, { cookies: [...cookies.values()] })
		}
		return { status, address: at, html: await answer.text() }
	}

	/** Sends a form that belongs to no row, to bring an application to the state that a row needs. @returns where it leads */
	async post(login: Login, address: string, fields: Record<string, string | File>): Promise<string> {
		const body = new FormData()
		for (const [name, value] of Object.entries(fields)) body.append(name, value)
		const answer = await this.request(login, address, { method: "POST", body })
		const to = answer.headers.get("location") ?? ""
		if (answer.status < 400 && !to.startsWith("/login")) return to
		throw new Error(`${address} answered ${answer.status}: ${(await answer.text()).replace(/<[^>]*>/g, " ")}`)
	}

	/** The bytes of a file that a person downloads. */
	async download(login: Login, address: string): Promise<Buffer> {
		const answer = await this.request(login, address)
		return Buffer.from(await answer.arrayBuffer())
	}

	/** The link in the newest letter to a person. */
	async linkTo(email: string, subject = ""): Promise<string> {
		const { links } = await this.server.mail.requireLetter(email, subject)
		return new URL(links[0] ?? "").pathname
	}

	async moveClock(local: string): Promise<void> {
		await this.post("operator", "/demo/clock", { now: local })
	}

	/** Signs a person out here, so that a new role or password takes effect at the next sign-in. */
	async forget(login: Login): Promise<void> {
		this.cookies.delete(login)
		await this.opened.get(login)?.context().close()
		this.opened.delete(login)
	}

	/** Everybody has signed out, so each person's next page begins with a new session. */
	async signInAnew(): Promise<void> {
		for (const login of new Set([...this.opened.keys(), ...this.cookies.keys()])) await this.forget(login)
	}

	/** What the browser has complained about. Closes its pages. */
	async complaintsSoFar(): Promise<readonly string[]> {
		await this.signInAnew()
		return this.complaints
	}

	async close(): Promise<void> {
		await this.signInAnew()
		await this.server.dispose()
	}
}

export const PASSWORD = DEMO_PASSWORD
