import { createHash } from "node:crypto"
import { mkdirSync, writeFileSync } from "node:fs"
import { readFile } from "node:fs/promises"
import path from "node:path"
import AxeBuilder from "@axe-core/playwright"
import type { Locator, Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, describe, expect, inject } from "vitest"
import { openPage, visit } from "../setup/browser.ts"
import { PATIENCE } from "../setup/patience.ts"
import { startServer, type TestServer } from "../setup/server.ts"
import { chooseByArrows, pressKeyOn, typeInto } from "./keyboard.ts"
import { type Paper, plain } from "./papers.ts"
import { listen, transcript } from "./spoken.ts"

const WAYS = [
	["with JavaScript", true],
	["without JavaScript", false],
] as const

export const DEMO_PASSWORD = "Attestation-2026"

/** Tells a journey twice, with JavaScript and without, each time on a stage of its own. */
export function describeBothWays(name: string, tell: (stage: Stage, scripted: boolean) => void): void {
	describe.each(WAYS)(`${name}, %s`, (_way, scripted) => tell(setStage({ scripted }), scripted))
}

/**
 * The stage of the tests in this file or block, which opens before the first of them and closes after the last. Where a
 * test fails, it says what each person sees.
 */
export function setStage({ scripted = true, byKeyboard = [] }: Partial<Staging> = {}): Stage {
	const stage = new Stage({ scripted, byKeyboard })
	beforeAll(() => stage.open())
	afterEach(async ({ task }) => {
		if (task.result?.state === "fail") console.error(await stage.whereabouts())
	})
	afterAll(() => stage.close())
	return stage
}

interface Staging {
	readonly scripted: boolean
	/** Who uses no mouse, by login. */
	readonly byKeyboard: readonly string[]
}

/** The place of a journey: one server with the demo region, and the people who have taken part so far. */
export class Stage {
	private readonly people = new Map<string, Person>()
	private opened: TestServer | undefined

	constructor(private readonly staging: Staging) {}

	async open(): Promise<void> {
		this.opened = await startServer()
	}

	get server(): TestServer {
		if (!this.opened) throw new Error("the stage opens before the first test, not while tests are described")
		return this.opened
	}

	/** A person with a separate browser, who is signed in at the first call. */
	async person(username: string): Promise<Person> {
		const known = this.people.get(username)
		if (known) return known
		const person = await this.passerBy(username)
		await person.go("/login")
		await person.arrivesAt("Вход")
		await person.fill("Имя пользователя", username)
		await person.fill("Пароль", DEMO_PASSWORD)
		await person.press("Войти")
		await person.sees(person.page.getByRole("button", { name: "Выйти" }))
		return person
	}

	async passerBy(name: string): Promise<Person> {
		const { scripted, byKeyboard } = this.staging
		const { page, complaints } = await openPage({
			baseURL: this.server.url,
			javaScriptEnabled: scripted,
			acceptDownloads: true,
		})
		const person = new Person(name, page, complaints, scripted, byKeyboard.includes(name))
		this.people.set(name, person)
		return person
	}

	/** @param local in Tomsk time, for example «2026-11-01T09:00» */
	async moveClock(local: string): Promise<void> {
		const answer = await fetch(`${this.server.url}/demo/clock`, {
			method: "POST",
			redirect: "manual",
			headers: { Origin: this.server.url },
			body: new URLSearchParams({ now: local }),
		})
		expect(answer.status).toBe(303)
	}

	/** Waits for the letter; no-break spaces in its text become plain. */
	async letter(username: string, subject: string): Promise<string> {
		const { text } = await this.server.mail.requireLetter(`${username}@demo.example`, subject)
		return plain(text)
	}

	/** What the browsers and the accessibility check reported, by person. */
	complaints(): string[] {
		return [...this.people.values()].flatMap(({ name, complaints }) =>
			complaints.map((complaint) => `${name}: ${complaint}`),
		)
	}

	/** What people without a mouse have heard, page by page. */
	heardBy(name: string): string {
		return `${this.people.get(name)?.heard.join("\n\n")}\n`
	}

	/** The current page of each person, which is the first thing to know when a journey fails. */
	async whereabouts(): Promise<string> {
		const seen = [...this.people.values()].map(async ({ name, page }) => {
			const text = await page
				.locator("main")
				.innerText({ timeout: 2000 })
				.catch(() => "nothing")
			return `${name} at ${page.url()}:\n${text}`
		})
		return [...(await Promise.all(seen)), this.server.output()].join("\n\n")
	}

	async close(): Promise<void> {
		await Promise.all([...this.people.values()].map(({ page }) => page.context().close()))
		await this.opened?.dispose()
	}
}

/**
 * Whether this is the first time in this run that a journey sees the page in this state. Many journeys cross the same
 * pages, and the check takes longer than everything else on a page.
 */
function isFirstLook(key: string): boolean {
	const { folder } = inject("cluster")
	const looks = path.join(folder, "looks")
	mkdirSync(looks, { recursive: true })
	try {
		writeFileSync(path.join(looks, createHash("sha256").update(key).digest("hex")), key, { flag: "wx" })
		return true
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") return false
		throw error
	}
}

/** A person who finds things on the page by their visible words. */
export class Person {
	private readonly opened = new Set<string>()
	/** The pages as a screen reader reads them, in the order in which they came. */
	readonly heard: string[] = []

	constructor(
		readonly name: string,
		readonly page: Page,
		readonly complaints: string[],
		private readonly scripted: boolean,
		private readonly byKeyboard = false,
	) {}

	/** With the mouse, or with the key that does the same. */
	private activate(what: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
		return this.byKeyboard ? pressKeyOn(this.page, what, key) : what.click()
	}

	/** Listens to the page as a screen reader reads it: everything has a name, and one thing is announced at a time. */
	async listens(): Promise<void> {
		const { title, unnamed, alerts } = await listen(this.page)
		if (unnamed.length > 0) this.complaints.push(`${title}: without a name: ${unnamed.join(", ")}`)
		if (alerts.length > 1) this.complaints.push(`${title}: announces at once: ${alerts.join(" | ")}`)
		const page = await transcript(this.page)
		if (page !== this.heard.at(-1)) this.heard.push(page)
	}

	async go(address: string): Promise<void> {
		if (this.scripted) await visit(this.page, address)
		else await this.page.goto(address)
	}

	/** Follows a link by its words and waits for its page. */
	async follow(words: string | RegExp, within: Page | Locator = this.page): Promise<void> {
		await this.activate(within.getByRole("link", { name: words, exact: typeof words === "string" }).first())
	}

	async press(words: string | RegExp, within: Page | Locator = this.page): Promise<void> {
		await this.activate(
			within
				.getByRole("button", { name: words, exact: typeof words === "string" })
				.filter({ visible: true })
				.first(),
		)
	}

	async fill(label: string, value: string, within: Page | Locator = this.page): Promise<void> {
		const field = within.getByLabel(label, { exact: true })
		await (this.byKeyboard ? typeInto(this.page, field, value) : field.fill(value))
	}

	/** Ticks a box by its words. */
	async tick(words: RegExp): Promise<void> {
		const box = this.page.getByRole("checkbox", { name: words })
		if (!(await box.isChecked())) await this.activate(box, "Space")
	}

	/** Chooses an answer of a question by the beginning of its words. */
	async choose(question: string, answer: string, within: Page | Locator = this.page): Promise<void> {
		const group = within.getByRole("group", { name: question, exact: true })
		const radio = group.getByRole("radio", { name: new RegExp(`^${answer}`) })
		await (this.byKeyboard ? chooseByArrows(this.page, radio, group) : radio.check())
	}

	async attach(label: string, papers: Paper | Paper[], within: Page | Locator = this.page): Promise<void> {
		await within.getByLabel(label, { exact: true }).setInputFiles(papers)
	}

	unfold(words: string, within: Page | Locator = this.page): Promise<void> {
		return this.activate(within.locator("summary", { hasText: words }).first())
	}

	row(words: string | RegExp): Locator {
		return this.page.getByRole("row").filter({ hasText: words })
	}

	async sees(what: Locator): Promise<void> {
		await what.first().waitFor({ state: "visible", timeout: PATIENCE.timeout })
	}

	/** Expects the page with this heading, then inspects the page. */
	async isAt(heading: string): Promise<void> {
		const headings = () => this.page.locator("h1").allInnerTexts()
		await expect.poll(async () => (await headings()).map(plain), PATIENCE).toContain(heading)
		await this.inspect(heading)
	}

	/** The same while the stage is set, before the first test: nothing can be polled there. */
	async arrivesAt(heading: string): Promise<void> {
		await this.sees(this.page.getByRole("heading", { level: 1, name: heading, exact: true }))
		await this.inspect(heading)
	}

	async seesStatus(state: string, words: string): Promise<void> {
		const statuses = () => this.page.locator(`[data-state="${state}"]`).allInnerTexts()
		await expect.poll(async () => (await statuses()).map(plain), PATIENCE).toContain(words)
		await this.inspect(state)
	}

	async findsStatus(address: string, state: string, words: string): Promise<void> {
		await this.go(address)
		await this.seesStatus(state, words)
	}

	async reads(words: string): Promise<void> {
		await expect
			.poll(async () => plain(await this.page.locator("main").innerText()), PATIENCE)
			.toContain(words)
	}

	/** Downloads the file behind a link, as a click does. @returns its name and bytes */
	async download(words: string | RegExp, within: Page | Locator = this.page) {
		const link = within.getByRole("link", { name: words }).first()
		const [download] = await Promise.all([this.page.waitForEvent("download"), link.click()])
		return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
	}

	/**
	 * Opens every file that the page links. With a script it also runs the accessibility check. For people who use no mouse it
	 * listens to the page.
	 */
	private async inspect(state: string): Promise<void> {
		await this.openFiles()
		if (this.byKeyboard) await this.listens()
		const key = `${new URL(this.page.url()).pathname} ${state}`
		if (!this.scripted || !isFirstLook(key)) return
		await this.fitsNarrowScreens(key)
		// All frames have our own origin, so the check does not need a separate page for them.
		const { violations } = await new AxeBuilder({ page: this.page }).setLegacyMode().analyze()
		for (const { id, help, nodes } of violations)
			this.complaints.push(
				`${key}: ${id}, ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
			)
	}

	/** A phone of 320 px, and a screen of 1280 px at 200 %. Nobody has to scroll sideways. */
	private async fitsNarrowScreens(key: string): Promise<void> {
		const usual = this.page.viewportSize()
		for (const width of [320, 640]) {
			await this.page.setViewportSize({ width, height: 800 })
			const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
			if (wide > 0) this.complaints.push(`${key}: ${wide} px wider than a screen of ${width} px`)
		}
		if (usual) await this.page.setViewportSize(usual)
	}

	private async openFiles(): Promise<void> {
		const addresses = await this.page
			.locator("main a[href]")
			.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))
		const fresh = addresses.filter((to) => /^\/(files\/|.*\.docx)/.test(to) && !this.opened.has(to))
		const answers = await Promise.all(
			[...new Set(fresh)].map(async (to) => {
				this.opened.add(to)
				const answer = await this.page.request.get(to)
				return answer.ok() && (await answer.body()).length > 0 ? [] : [`${to} answered ${answer.status()}`]
			}),
		)
		this.complaints.push(...answers.flat())
	}
}
