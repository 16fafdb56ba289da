/** One element of a parsed part. Text between elements is among the children as a string. */
export interface Element {
	readonly name: string
	readonly attributes: ReadonlyMap<string, string>
	readonly children: readonly (Element | string)[]
}

interface Open {
	name: string
	attributes: Map<string, string>
	children: (Element | string)[]
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" }
const TOKEN = /<\?[^?]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z_][\w:.-]*)([^<>]*?)(\/?)>|([^<]+)|(<)/g
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)\s*=\s*("[^"<]*"|'[^'<]*')/y
// XML 1.0, production 2: the characters that a document may contain.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u

/**
 * Parses a part as strictly as Word does.
 * @throws Error saying where the text stops being well-formed XML with every prefix declared
 */
export function parseXml(text: string, part = "part"): Element {
	const fail = (what: string, at: number): never => {
		throw new Error(`${part}: ${what} at «${text.slice(Math.max(0, at - 40), at + 40)}»`)
	}
	const forbidden = FORBIDDEN.exec(text)
	if (forbidden) fail("a character that XML cannot hold", forbidden.index)
	const open: Open[] = []
	let root: Element | null = null
	for (const token of text.matchAll(TOKEN)) {
		const [whole, closing, name = "", rest = "", selfClosing, words, stray] = token
		const parent = open.at(-1)
		if (stray) fail("a stray <", token.index)
		else if (words !== undefined) {
			if (parent) parent.children.push(decode(words, (what) => fail(what, token.index)))
			else if (words.replace("\ufeff", "").trim()) fail("text outside the root", token.index)
		} else if (closing) {
			const done = open.pop()
			if (done?.name !== name || rest.trim())
				return fail(`</${name}> closes <${done?.name ?? ""}>`, token.index)
			if (open.length === 0) root = done
		} else if (name) {
			if (root) fail("a second root", token.index)
			const element: Open = { name, attributes: readAttributes(rest, token.index, fail), children: [] }
			parent?.children.push(element)
			if (!selfClosing) open.push(element)
			else if (!parent) root = element
		} else if (whole.startsWith("<?xml") && token.index > 1) fail("a late XML declaration", token.index)
	}
	if (open.length > 0) fail(`<${open.at(-1)?.name}> is not closed`, text.length)
	if (!root) return fail("no root", 0)
	mustDeclarePrefixes(root, new Set(["xml"]), part)
	return root
}

function readAttributes(rest: string, at: number, fail: (what: string, at: number) => never) {
	const attributes = new Map<string, string>()
	ATTRIBUTE.lastIndex = 0
	let end = 0
	for (let found = ATTRIBUTE.exec(rest); found; found = ATTRIBUTE.exec(rest)) {
		const [, name = "", quoted = '""'] = found
		if (attributes.has(name)) fail(`attribute ${name} twice`, at)
		attributes.set(
			name,
			decode(quoted.slice(1, -1), (what) => fail(what, at)),
		)
		end = ATTRIBUTE.lastIndex
	}
	if (rest.slice(end).trim()) fail("attributes that cannot be read", at)
	return attributes
}

function decode(text: string, fail: (what: string) => never): string {
	return text.replace(/&([^;\s]*)(;?)/g, (_, name: string, end: string) => {
		const code = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name)
		if (end && code) return String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? "", code[1] ? 16 : 10))
		return (end && ENTITIES[name]) || fail(`the unknown entity &${name}`)
	})
}

function mustDeclarePrefixes(element: Element, known: ReadonlySet<string>, part: string): void {
	const declared = [...element.attributes.keys()].flatMap((name) =>
		name.startsWith("xmlns:") ? [name.slice(6)] : [],
	)
	const here = declared.length > 0 ? new Set([...known, ...declared]) : known
	for (const name of [element.name, ...element.attributes.keys()]) {
		const prefix = name.includes(":") ? name.split(":")[0] : undefined
		if (prefix && prefix !== "xmlns" && !here.has(prefix))
			throw new Error(`${part}: the prefix of ${name} is not declared`)
	}
	for (const child of elements(element)) mustDeclarePrefixes(child, here, part)
}

/** Child elements: all of them, or those with one name. */
export const elements = (parent: Element, name?: string): Element[] =>
	parent.children.filter(
		(child): child is Element => typeof child !== "string" && (name === undefined || child.name === name),
	)

export const child = (parent: Element | undefined, name: string): Element | undefined =>
	parent && elements(parent, name)[0]

/** Every descendant with one of the names, in document order. */
export function descendants(parent: Element, ...names: readonly string[]): Element[] {
	const found: Element[] = []
	const search = (element: Element) => {
		for (const one of elements(element)) {
			if (names.includes(one.name)) found.push(one)
			search(one)
		}
	}
	search(parent)
	return found
}

export const textIn = (parent: Element): string =>
	parent.children.map((one) => (typeof one === "string" ? one : textIn(one))).join("")
