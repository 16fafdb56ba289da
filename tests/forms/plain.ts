import type { ElementHandle } from "playwright-core"
import { expect } from "vitest"
import { plain } from "../flows/papers.ts"
import type { Example } from "./crawl.ts"
import { readForms, wantedIn } from "./page-forms.ts"
import type { Scene } from "./scene.ts"
import { type Answer, controlsOf, ENGLISH, type Filling, type PageForm, TAKEN } from "./sending.ts"

// Forms as a browser without scripts sends them: a request for the page, and a request with the contents of its form. The
// browser only parses the pages here, because it knows best what belongs to a form. It does not show them, which saves most
// of the time.

/** A form on a page that was read but not shown. */
export interface PlainForm {
	address: string
	form: PageForm
	button: ElementHandle<HTMLElement> | null
}

/** Requests the page, unless it is known, and finds the form in it. */
export async function openPlainly(
	scene: Scene,
	key: string,
	{ login, address, html }: Example,
): Promise<PlainForm> {
	const read = html ?? (await (await scene.request(login, address)).text())
	const found = await findPlainly(scene, key, address, read)
	if (!found) throw new Error(`${address} has no «${key}» for ${login || "a guest"}`)
	return found
}

export async function findPlainly(
	{ reader }: Scene,
	key: string,
	address: string,
	html: string,
): Promise<PlainForm | null> {
	await reader.evaluate(readForms, { html, address, wanted: wantedIn(key) })
	const marked = async (what: string) => {
		const handle = await reader.evaluateHandle(
			(which) =>
				(globalThis as unknown as { pageRead: Document }).pageRead.querySelector(
					`[data-under-test="${which}"]`,
				),
			what,
		)
		return handle.asElement()
	}
	// An element found through a handle is used in the same way as one on the screen.
	const form = (await marked("form")) as unknown as PageForm | null
	return form && { address, form, button: (await marked("button")) as ElementHandle<HTMLElement> | null }
}

/** Fills in the form as a person would on the screen. Files are added when it is sent. */
export async function fillPlainly({ form }: PlainForm, filling: Filling): Promise<void> {
	const values = Object.entries(filling).filter(
		([, value]) => typeof value !== "object" || "option" in value,
	) as [string, string | boolean | { option: number }][]
	const missing = await form.evaluate((one, wanted) => {
		const missed: string[] = []
		for (const [name, value] of wanted) {
			const named = name.endsWith("*") ? `[name^="${name.slice(0, -1)}"]` : `[name="${name}"]`
			const fields = [...(one as HTMLFormElement).elements].filter((field) =>
				field.matches(`${named}:enabled`),
			) as HTMLInputElement[]
			const [first] = fields
			const nth = typeof value === "object" ? fields[value.option] : undefined
			const byValue = fields.find((field) => field.type === "radio" && field.value === value)
			if (first instanceof HTMLSelectElement) {
				if (typeof value === "object") first.selectedIndex = value.option
				else first.value = String(value)
			} else if (nth) nth.checked = true
			else if (byValue) byValue.checked = true
			else if (first && typeof value === "boolean") first.checked = value
			else if (first?.type === "checkbox") first.checked = true
			else if (first && first.type !== "radio") first.value = String(value)
			else missed.push(name)
		}
		return missed
	}, values)
	if (missing.length > 0) throw new Error(`the form has no ${missing.join(", ")}`)
}

/** What the form contains when its button is pressed, and where it is sent. */
export const contentsOf = ({ form, button, address }: PlainForm) =>
	form.evaluate(
		(one, { pressed, here }) => {
			const contents = new FormData(one as HTMLFormElement, pressed)
			return {
				to: pressed?.getAttribute("formaction") || one.getAttribute("action") || here,
				multipart: (pressed?.getAttribute("formenctype") ?? (one as HTMLFormElement).enctype).startsWith(
					"multipart",
				),
				fields: [...contents].map(([name, value]): [string, string | null] => [
					name,
					typeof value === "string" ? value : null,
				]),
			}
		},
		{ pressed: button, here: address },
	)

function bodyOf({ fields, multipart }: Awaited<ReturnType<typeof contentsOf>>, filling: Filling) {
	if (!multipart)
		return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value ?? ""]))
	const body = new FormData()
	for (const [name, value] of fields) {
		const paper = filling[name]
		if (value !== null) body.append(name, value)
		else if (typeof paper === "object" && "buffer" in paper)
			body.append(name, new File([new Uint8Array(paper.buffer)], paper.name, { type: paper.mimeType }))
		else body.append(name, new File([], "", { type: "application/octet-stream" }))
	}
	return body
}

/** What the page says in the end. `html` can be searched for its forms. */
export interface PlainAnswer extends Answer {
	address: string
	html: string
	text: string
	/** Whether any typed text became markup. */
	markedUp: boolean
}

/** Sends the form and follows redirects, as a browser does. */
export async function sendPlainly(
	scene: Scene,
	login: string,
	opened: PlainForm,
	filling: Filling = {},
): Promise<PlainAnswer> {
	const contents = await contentsOf(opened)
	return scene
		.follow(login, contents.to, { method: "POST", body: bodyOf(contents, filling) })
		.then(async ({ status, address, html }) => {
			const { refusal, toast, ...told } = await scene.reader.evaluate(readAnswer, html)
			const taken = TAKEN.includes(status)
			return {
				status,
				address,
				html,
				...told,
				toast: plain(toast),
				refusal: taken ? [] : refusal.map(plain),
			}
		})
}

/** Runs in the browser. */
function readAnswer(html: string) {
	const page = new DOMParser().parseFromString(html, "text/html")
	for (const one of page.querySelectorAll("script, style, template")) one.remove()
	const texts = (what: string) =>
		[...page.querySelectorAll(what)]
			.map(({ textContent }) => (textContent ?? "").replace(/\s+/g, " ").trim())
			.filter(Boolean)
	return {
		refusal: texts(
			".errors[role=alert], .alert--bad[role=alert], .is-wrong .error, .failure h1, .failure .lead",
		),
		toast: texts(".toast").join(" "),
		text: texts("body").join(" "),
		markedUp: texts("main b").includes("жирно"),
	}
}

/** Requests a list with a text in each filter. @returns whether there is a text field */
export async function searchPlainly(scene: Scene, key: string, at: Example, typed: string): Promise<boolean> {
	const opened = await openPlainly(scene, key, at)
	const texts = (await controlsOf(opened.form, "[type=hidden]")).filter(({ type }) =>
		["search", "text"].includes(type),
	)
	await fillPlainly(opened, Object.fromEntries(texts.map(({ name }) => [name, typed])))
	const { to, fields } = await contentsOf(opened)
	const query = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value ?? ""]))
	const { status, html, address } = await scene.follow(at.login, `${to.split("?")[0]}?${query}`)
	expect(status, key).toBeLessThan(400)
	const { text } = await scene.reader.evaluate(readAnswer, html)
	expect(text, key).not.toMatch(ENGLISH)
	const again = await findPlainly(scene, key, address, html)
	if (again && texts.length > 0)
		expect(await again.form.evaluate((one) => one.innerHTML), key).toContain("Ёлкина-Ким")
	return texts.length > 0
}
