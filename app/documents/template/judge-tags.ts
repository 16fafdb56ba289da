import type { PlacedTag } from "./scan-tags.ts"
import { written } from "./scan-tags.ts"
import { suggestTag } from "./suggest-tag.ts"
import { beside, type TemplateLine } from "./template-lines.ts"
import type { TagNode, TagTree } from "./template-tags.ts"

interface Section {
	tag: PlacedTag
	/** Null for an unknown section. Its contents are not judged separately. */
	node: TagNode | null
	path: string
}

/** A tag with the path of its field from the root of the data, «rows.name», or null if it is unknown. */
export interface JudgedTag extends PlacedTag {
	path: string | null
}

/** A template as it is compared with another one. */
export interface ReadTemplate {
	lines: readonly TemplateLine[]
	tags: readonly JudgedTag[]
}

export interface JudgedTags {
	tags: JudgedTag[]
	faults: string[]
}

/**
 * Follows the tags of one part through its sections in the same way as they will be filled: a name is looked up in the
 * innermost section first, then in those around it.
 * @param known the fields of the form
 */
export function judgeTags(tags: readonly PlacedTag[], known: TagTree): JudgedTags {
	const faults: string[] = []
	const judged: JudgedTag[] = []
	const open: Section[] = []
	const root: TagNode = { inner: known, repeats: false, isSection: false }
	const every = pathsOf(known)

	/** The sections that contain data, innermost first. Text that replaces a missing part belongs to the data around it. */
	const scopes = () => [
		...open.filter(({ tag }) => tag.kind === "open").reverse(),
		{ node: root, path: "", tag: null },
	]
	const isBlind = () => open.some(({ node }) => node === null)

	for (const tag of tags) {
		if (tag.kind === "close") {
			judged.push({ ...tag, path: null })
			faults.push(...close(tag))
			continue
		}
		const found = find(tag.name)
		judged.push({ ...tag, path: found?.path ?? null })
		if (!found && !isBlind()) faults.push(unknown(tag))
		if (tag.kind === "value") {
			if (found && tag.name !== "." && isPart(found.node)) faults.push(notAText(tag))
			continue
		}
		const around = found && tag.kind === "open" && found.node.repeats ? found.outer : undefined
		if (around)
			faults.push(
				`список {#${tag.name}} стоит внутри другого списка ({#${around.name}}): уберите его оттуда (${beside(tag.line, tag.at, tag.length)})`,
			)
		open.push({ tag, node: found?.node ?? null, path: found?.path ?? "" })
	}
	faults.push(...open.map(unclosed))
	return { tags: judged, faults }

	/** Sections opened inside that are still open have lost their end. An end without a beginning closes nothing. */
	function close(tag: PlacedTag): string[] {
		const place = tag.name === "" ? open.length - 1 : open.findLastIndex((one) => one.tag.name === tag.name)
		if (place >= 0) return open.splice(place).slice(1).map(unclosed)
		const where = beside(tag.line, tag.at, tag.length)
		return [`часть «${tag.name}» закрыта, но не открыта: поставьте {#${tag.name}} (${where})`]
	}

	/** A list found around another list would print all its rows in each row. `outer` is the list in between. */
	function find(name: string): { node: TagNode; path: string; outer: PlacedTag | undefined } | null {
		const around = scopes()
		if (name === ".") {
			const [nearest] = around
			return nearest?.tag && nearest.node
				? { node: nearest.node, path: nearest.path, outer: undefined }
				: null
		}
		const steps = name.split(".")
		for (const [index, { node, path }] of around.entries()) {
			let place: TagNode | undefined = node ?? undefined
			for (const step of steps) place = place?.inner.get(step)
			if (!place) continue
			const outer = around.slice(0, index).find((one) => one.node?.repeats)?.tag ?? undefined
			return { node: place, path: path ? `${path}.${name}` : name, outer }
		}
		return null
	}

	function unknown(tag: PlacedTag): string {
		const where = beside(tag.line, tag.at, tag.length)
		const inside = every.filter(({ path }) => path === tag.name || path.endsWith(`.${tag.name}`))
		// The field exists under this name, but in a section that the tag is not inside.
		const elsewhere = inside.every(({ section }) => section !== "") ? inside[0]?.section : undefined
		const hint = elsewhere
			? `она печатается только внутри части {#${elsewhere}} … {/${elsewhere}}`
			: suggestTag(
					tag.name,
					every.map((one) => one.written),
				)
		return `метки ${written(tag)} нет среди данных этого документа (${where}): ${hint ? `${hint}, ` : ""}исправьте её или уберите`
	}
}

const unclosed = ({ tag }: Section) =>
	`часть «${tag.name}» открыта, но не закрыта: поставьте {/${tag.name}} (${beside(tag.line, tag.at, tag.length)})`

const isPart = ({ inner, repeats }: TagNode) => inner.size > 0 || repeats

const notAText = (tag: PlacedTag) =>
	`для метки {${tag.name}} нет данных: это часть документа, её ставят парой {#${tag.name}} … {/${tag.name}} (${beside(tag.line, tag.at, tag.length)})`

interface KnownPath {
	/** The full path from the root: «schedule.order.number». */
	path: string
	/** The name inside its section: «number». */
	written: string
	/** The optional part or list around it. Empty at the root. */
	section: string
}

/** Every field with its notation in a template. */
function pathsOf(tree: TagTree, prefix = "", above = "", section = ""): KnownPath[] {
	return [...tree].flatMap(([name, node]): KnownPath[] => {
		const path = above ? `${above}.${name}` : name
		const here = { path, written: `${prefix}${name}`, section }
		const inner = node.isSection
			? pathsOf(node.inner, "", path, name)
			: pathsOf(node.inner, `${prefix}${name}.`, path, section)
		return [here, ...inner]
	})
}
