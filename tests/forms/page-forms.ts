import { matchRoutes } from "@remix-run/react"
import type { Page } from "playwright-core"

/** One way to send a form. A form with three buttons that do different things counts as three. */
export interface SeenForm {
	/** The route file of the page that shows it, and what it does: «teacher.submit · conclusion.dispute». */
	key: string
	/** The file of the route that receives it. */
	to: string
	method: "get" | "post"
}

interface RawForm {
	act: string
	action: string
	method: string
}

interface ManifestRoute {
	id: string
	parentId?: string
	path?: string
	index?: boolean
	hasAction: boolean
}

interface RouteNode {
	id: string
	path?: string
	index?: boolean
	children?: RouteNode[]
}

/** Forms of the frame around the pages: the names of their rows, and where they are sent. */
const FRAME: Readonly<Record<string, string>> = {
	"every page": "/logout",
	"roles.help.end": "/roles/help/end",
}

/** The routes of the program, from the list that it sends to every browser. */
export class SiteMap {
	private readonly tree: RouteNode[]

	private constructor(private readonly routes: readonly ManifestRoute[]) {
		const below = (parent: string | undefined): RouteNode[] =>
			routes
				.filter(({ parentId }) => parentId === parent)
				.map(({ id, path, index }) =>
					index ? { id, path, index } : { id, path, children: below(id) },
				) as RouteNode[]
		this.tree = below(undefined)
	}

	static async read(page: Page): Promise<SiteMap> {
		const routes = await page.evaluate(
			() =>
				(globalThis as unknown as { __remixManifest: { routes: Record<string, ManifestRoute> } })
					.__remixManifest.routes,
		)
		return new SiteMap(Object.values(routes))
	}

	/** The file behind an address, without its folder and extension. */
	fileOf(address: string): string {
		const { pathname } = new URL(address, "http://localhost")
		const found = matchRoutes(this.tree as Parameters<typeof matchRoutes>[0], pathname)?.at(-1)?.route.id
		return (found ?? "").replace("routes/", "")
	}

	withAction(): string[] {
		return this.routes.filter(({ hasAction }) => hasAction).map(({ id }) => id.replace("routes/", ""))
	}

	/** The names of a page's forms. A form of the frame around the pages belongs to no page: see `FRAME`. */
	named(page: string, forms: readonly RawForm[]): SeenForm[] {
		const file = this.fileOf(page)
		return forms.map(({ act, action, method }) => {
			const to = this.fileOf(action)
			const shownBy = Object.keys(FRAME).find((name) => action.startsWith(FRAME[name] ?? "")) ?? file
			return { key: `${shownBy} · ${act}`, to, method: method === "get" ? "get" : "post" }
		})
	}
}

/** What `readForms` must mark for a row of the table. */
export const wantedIn = (key: string) => {
	const [page = "", act = ""] = key.split(" · ")
	return { act, frame: FRAME[page] ?? "" }
}

/**
 * Runs in the browser: every way to send a form of the document. If a name is given, it also marks the first form with that
 * name and its button with `[data-under-test]`.
 */
export function readForms({
	html,
	address,
	wanted,
	needs,
}: {
	/** The page as it was sent, which stays as `pageRead`. By default the page that the browser shows. */
	html?: string
	address: string
	wanted?: { act: string; frame: string }
	/** Something else that the page must show. */
	needs?: string
}): {
	forms: RawForm[]
	fits: boolean
	links: string[]
	text: string
} {
	const page = html === undefined ? document : new DOMParser().parseFromString(html, "text/html")
	Object.assign(globalThis, { pageRead: page })
	const frameOf = (action: string) => ["/logout", "/roles/help/end"].find((to) => action.startsWith(to)) ?? ""
	const forms: RawForm[] = []
	for (const form of page.querySelectorAll("form")) {
		const controls = [...form.elements] as HTMLInputElement[]
		const hidden = (name: string) =>
			controls.find((one) => one.name === name && one.type === "hidden")?.value ?? ""
		const buttons = controls.filter((one) => one.type === "submit")
		const carries = [
			hidden("kind") && `(${hidden("kind")})`,
			hidden("attachmentId") && "(of one document)",
			controls.some((one) => one.type === "file") && "+file",
		]
		for (const button of buttons.length > 0 ? buttons : [null]) {
			const own = button && ["event", "intent"].includes(button.name) ? button.value : ""
			const elsewhere = button?.hasAttribute("formaction") ? "(row)" : ""
			const method = button?.getAttribute("formmethod") ?? form.method
			// Closes a dialog and sends nothing.
			if (method === "dialog") continue
			const act =
				method === "get"
					? "filters"
					: [hidden("event"), hidden("intent"), own].filter(Boolean).join("/") || "send"
			const name = [act, ...(method === "get" ? [] : carries), elsewhere].filter(Boolean).join(" ")
			const action = button?.getAttribute("formaction") ?? form.getAttribute("action") ?? address
			const frame = frameOf(action)
			if (forms.some((one) => one.act === name && frameOf(one.action) === frame)) continue
			if (name === wanted?.act && frame === wanted.frame) {
				form.dataset.underTest = "form"
				if (button) button.dataset.underTest = "button"
			}
			forms.push({ act: name, action: action || address, method })
		}
	}
	return {
		forms,
		fits: needs === undefined || page.querySelector(needs) !== null,
		links: [...page.querySelectorAll("a[href]")].map((link) => {
			const to = link.getAttribute("href") ?? ""
			return to.startsWith("?") ? address.split("?")[0] + to : to
		}),
		text: page.querySelector("main")?.textContent ?? "",
	}
}
