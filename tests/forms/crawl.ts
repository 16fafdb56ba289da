import type { Page } from "playwright-core"
import type { TestServer } from "../setup/server.ts"
import { readForms, type SiteMap } from "./page-forms.ts"
import { type Login, roleOf, type Sender } from "./people.ts"

/** Where a person has seen a form. */
export interface Example {
	login: Login
	address: string
	/** The page, if it was read just now and nothing has been accepted since. */
	html?: string
}

export interface Crawl {
	/** By form and role, in the order in which they were seen. */
	examples: Map<string, Map<Sender, Example[]>>
	/** The route that receives each form. */
	takenBy: Map<string, string>
	/** Links that lead to a refusal or a failure. */
	deadLinks: string[]
	texts: { login: Login; address: string; text: string }[]
}

/** How many pages of one route are visited. Each application has its own forms; other pages differ only by filters. */
function enough(file: string): number {
	if (/inspect|machines|templates|letters|repair|^schedules/.test(file)) return 1
	return /\$id|teacher\.application/.test(file) ? 40 : 5
}
/** Pages of a cabinet differ from person to person. Help, calendar, profile and public pages differ only by role. */
const OF_ONE_PERSON = /^(_index|teacher|school|municipality|expert|group|operator|applications|withdrawals)\b/
/** So many people of each role visit the pages that differ only by role. */
const ENOUGH_PEOPLE = 3

/**
 * Downloads and frames. The demo's own pages link to everything. Evidence is photographed on the same page for each
 * показатель.
 */
const NOT_FOLLOWED =
	/^\/(files|logout|demo)\b|\/photos\?kind=evidence-|\.(docx|xlsx|csv|svg|zip|pdf|json|ics)(\?|$)/

/** Visits every page that each person can reach by links, and collects the forms on it. */
export async function crawl(
	server: TestServer,
	page: Page,
	site: SiteMap,
	people: readonly { login: Login; starts: readonly string[] }[],
	cookieOf: (login: Login) => Promise<string | null>,
): Promise<Crawl> {
	const found: Crawl = { examples: new Map(), takenBy: new Map(), deadLinks: [], texts: [] }
	const waiting = people.map((one, place) => {
		const earlier = people.slice(0, place).filter(({ login }) => roleOf(login) === roleOf(one.login))
		return { ...one, everywhere: earlier.length < ENOUGH_PEOPLE }
	})
	const walkers = Array.from({ length: 4 }, async () => {
		for (let next = waiting.shift(); next; next = waiting.shift())
			await crawlAs(server, page, site, { ...next, cookie: await cookieOf(next.login) }, found)
	})
	await Promise.all(walkers)
	return found
}

async function crawlAs(
	server: TestServer,
	page: Page,
	site: SiteMap,
	{
		login,
		cookie,
		starts,
		everywhere,
	}: { login: Login; cookie: string | null; starts: readonly string[]; everywhere: boolean },
	found: Crawl,
) {
	const queue = starts.map((address) => ({ address, from: "" }))
	const known = new Set(starts)
	const visits = new Map<string, number>()
	for (let next = queue.shift(); next; next = queue.shift()) {
		const { address, from } = next
		const file = site.fileOf(address)
		if (!everywhere && !OF_ONE_PERSON.test(file)) continue
		const count = (visits.get(file) ?? 0) + 1
		visits.set(file, count)
		if (count > enough(file)) continue
		const answer = await fetch(server.url + address, {
			redirect: "manual",
			headers: cookie ? { cookie } : {},
		})
		if (answer.status >= 400)
			found.deadLinks.push(`${login || "a guest"}: ${from} → ${address}: ${answer.status}`)
		const to = answer.headers.get("location")
		const html = await answer.text()
		const { forms, links, text } = answer.headers.get("content-type")?.startsWith("text/html")
			? await page.evaluate(readForms, { html, address })
			: { forms: [], links: [], text: "" }
		found.texts.push({ login, address, text })
		for (const { key, to: taker } of site.named(address, forms)) {
			found.takenBy.set(key, taker)
			const byRole = found.examples.get(key) ?? new Map<Sender, Example[]>()
			byRole.set(roleOf(login), [...(byRole.get(roleOf(login)) ?? []), { login, address }])
			found.examples.set(key, byRole)
		}
		for (const link of to ? [to] : links) {
			const target = link.replace(server.url, "").split("#")[0] ?? ""
			const alike = target.replace(/([?&])(page|sort|hide|paper|sheet|turn|zoom)=[^&]*/g, "")
			if (!target.startsWith("/") || NOT_FOLLOWED.test(target) || known.has(alike)) continue
			known.add(alike)
			queue.push({ address: target, from: address })
		}
	}
}
