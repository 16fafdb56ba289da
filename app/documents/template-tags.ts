import { z } from "zod"

/** Nested names: of the tags in a template or of the keys in a schema. A leaf is an empty object. */
export type TagTree = { [name: string]: TagTree }

const unwrap = (schema: unknown): unknown => {
	if (schema instanceof z.ZodNullable) return unwrap(schema.unwrap())
	if (schema instanceof z.ZodArray) return unwrap(schema.element)
	return schema
}

/** Keys of a form's fields as the tags a template must have: a list or an optional part is a section. */
export function schemaTags(schema: unknown): TagTree {
	const inner = unwrap(schema)
	if (!(inner instanceof z.ZodObject)) return {}
	return Object.fromEntries(Object.entries(inner.shape).map(([key, value]) => [key, schemaTags(value)]))
}

/** Puts dotted tags («teacher.genitive») in their place and drops «.», the section's own value. */
export function nestTags(tags: Record<string, unknown>): TagTree {
	const tree: TagTree = {}
	for (const [name, inner] of Object.entries(tags)) {
		if (name === ".") continue
		let place = tree
		for (const step of name.split(".")) {
			place[step] ??= {}
			place = place[step]
		}
		if (inner && typeof inner === "object") mergeTags(place, nestTags({ ...inner }))
	}
	return tree
}

function mergeTags(into: TagTree, from: TagTree) {
	for (const [name, inner] of Object.entries(from)) {
		into[name] ??= {}
		mergeTags(into[name], inner)
	}
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
	/** As it is written in a template: «{teacher.genitive}», «{#rows} … {/rows}» around a part that repeats or may be left out. */
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
