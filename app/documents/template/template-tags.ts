import { z } from "zod"

/** Nested names, either of the tags in a template or of the keys in a schema. It is a Map, because the names come from uploaded files. */
export type TagTree = Map<string, TagNode>
export interface TagNode {
	inner: TagTree
	/** True for a list, which is printed once for each row. */
	repeats: boolean
	/** True if it is written as a pair of tags around its text: a list, or a part that may be left out. */
	isSection: boolean
}

/** A tag as docxtemplater found it. A section contains others. */
export interface FoundTag {
	value?: unknown
	subparsed?: readonly FoundTag[]
	/** «{^part} … {/part}»: printed if the part is left out. */
	inverted?: boolean
	dataBound?: unknown
}

const unwrap = (schema: unknown): unknown => {
	if (schema instanceof z.ZodNullable) return unwrap(schema.unwrap())
	if (schema instanceof z.ZodArray) return unwrap(schema.element)
	return schema
}

const isList = (schema: unknown): boolean =>
	schema instanceof z.ZodNullable ? isList(schema.unwrap()) : schema instanceof z.ZodArray

/** The keys of a form's fields as the tags that a template must have. A list or an optional part is a section. */
export function schemaTags(schema: unknown): TagTree {
	const inner = unwrap(schema)
	if (!(inner instanceof z.ZodObject)) return new Map()
	return new Map(
		Object.entries(inner.shape).map(([key, value]) => [
			key,
			{ inner: schemaTags(value), repeats: isList(value), isSection: unwrap(value) !== value },
		]),
	)
}

/**
 * Turns dotted tags («teacher.genitive») into a tree and drops «.», the section's own value. Text that replaces a part
 * belongs to the data around that part.
 */
export function nestTags(tags: readonly FoundTag[], tree: TagTree = new Map()): TagTree {
	for (const { value, subparsed, inverted, dataBound } of tags) {
		let place = tree
		if (dataBound !== false && typeof value === "string" && value !== ".")
			for (const step of value.split(".")) {
				const node = place.get(step) ?? { inner: new Map(), repeats: false, isSection: false }
				place.set(step, node)
				place = node.inner
			}
		if (subparsed) nestTags(subparsed, inverted ? tree : place)
	}
	return tree
}

/** Description of the field at a path («teacher.genitive», «rows.3.name»), for messages. */
export function describeField(schema: unknown, path: readonly PropertyKey[]): string | undefined {
	let place: unknown = schema
	let description: string | undefined
	for (const step of path) {
		const inner: unknown = typeof step === "number" ? place : unwrap(place)
		if (typeof step === "number") place = unwrap(place)
		else if (inner instanceof z.ZodObject) place = inner.shape[String(step)]
		description = describedAt(place) ?? description
	}
	return description
}

function describedAt(schema: unknown): string | undefined {
	if (!(schema instanceof z.ZodType)) return undefined
	if (schema.description) return schema.description
	return schema instanceof z.ZodNullable ? describedAt(schema.unwrap()) : undefined
}

export interface DescribedTag {
	/** The notation in a template: «{teacher.genitive}», or «{#rows} … {/rows}» around a part that repeats or may be left out. */
	tag: string
	description: string
}

/** Every tag that a template with these fields may use, in the order of the schema. */
export function describeTags(schema: unknown, prefix = ""): DescribedTag[] {
	if (!(schema instanceof z.ZodObject)) return []
	return Object.entries(schema.shape).flatMap(([key, value]): DescribedTag[] => {
		const name = `${prefix}${key}`
		const inner = unwrap(value)
		const isPart = inner !== value
		const description = describedAt(value) ?? describedAt(inner) ?? ""
		if (!(inner instanceof z.ZodObject))
			return [{ tag: isPart ? `{#${name}} {.} {/${name}}` : `{${name}}`, description }]
		if (!isPart) return describeTags(inner, `${name}.`)
		return [{ tag: `{#${name}} … {/${name}}`, description }, ...describeTags(inner)]
	})
}
