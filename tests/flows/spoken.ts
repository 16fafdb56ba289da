import type { Page } from "playwright-core"

// What a screen reader finds on a page: the browser's own accessibility tree, read from top to bottom.

interface AxValue {
	value?: unknown
}
interface AxNode {
	nodeId: string
	ignored: boolean
	role?: AxValue
	name?: AxValue
	childIds?: string[]
}

export interface Spoken {
	title: string
	/** Buttons, links, fields and pictures without a name. */
	unnamed: string[]
	/** What is announced at once. */
	alerts: string[]
}

const NEEDS_NAME = new Set([
	"link",
	"button",
	"textbox",
	"searchbox",
	"combobox",
	"checkbox",
	"radio",
	"image",
])

export async function listen(page: Page): Promise<Spoken> {
	const session = await page.context().newCDPSession(page)
	const { nodes } = (await session.send("Accessibility.getFullAXTree")) as unknown as { nodes: AxNode[] }
	await session.detach()
	const byId = new Map(nodes.map((node) => [node.nodeId, node]))
	const heard = nodes
		.filter(({ ignored }) => !ignored)
		.map((node) => ({ node, role: textOf(node.role), name: textOf(node.name) }))
	return {
		title: await page.title(),
		unnamed: heard.filter(({ role, name }) => NEEDS_NAME.has(role) && name === "").map(({ role }) => role),
		alerts: heard.filter(({ role }) => role === "alert").map(({ node }) => wordsIn(node, byId)),
	}
}

/** What a listener goes by: headings, questions, fields, buttons and announcements, with their states. */
const LANDMARKS =
	/^\s*- '?((heading|status|group|radiogroup|textbox|radio|checkbox|combobox|button|listbox) |alert\b)/

const indentOf = (line: string) => line.search(/\S/)

/** An alert is read with everything inside it, in one line. Quiet reports come when they come, so they are left out. */
function withItsWords(line: string, index: number, lines: readonly string[]): string {
	if (!/- alert.*:$/.test(line)) return line
	const after = lines.slice(index + 1)
	const end = after.findIndex((one) => indentOf(one) <= indentOf(line))
	const inside = after.slice(0, end === -1 ? undefined : end)
	const words = inside.map((one) => /(?:^\s*- [\w /]+(?: \[.*\])?: |")([^"]+)"?/.exec(one)?.[1] ?? "")
	return `${line} ${words.filter(Boolean).join(" ")}`
}

/** The page as a person hears it who goes through its headings and fields. The same page always gives the same text. */
export async function transcript(page: Page): Promise<string> {
	const tree = await page.getByRole("main").ariaSnapshot()
	const heard = tree
		.split("\n")
		.map(withItsWords)
		.filter((line) => LANDMARKS.test(line))
		.map((line) =>
			line
				.replace(/^\s*- /, "")
				.replace(/\d{2}:\d{2}(:\d{2})?/g, "ЧЧ:ММ")
				.replace(/[\d,]+ (КБ|МБ)/g, "… $1"),
		)
	return [`# ${await page.title()}`, ...heard].join("\n")
}

const textOf = (value: AxValue | undefined) => String(value?.value ?? "").trim()

function wordsIn(node: AxNode, byId: ReadonlyMap<string, AxNode>): string {
	if (node.role?.value === "StaticText") return textOf(node.name)
	const children = (node.childIds ?? []).flatMap((id) => byId.get(id) ?? [])
	return children
		.map((child) => wordsIn(child, byId))
		.filter(Boolean)
		.join(" ")
}
