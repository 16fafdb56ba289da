import { nearest } from "#app/utils/nearest.ts"
import { describeField, schemaTags, type TagNode, type TagTree } from "./template-tags.ts"

/** What a check of a template found, whether it is a Word form or the words of a letter. */
export interface TemplateCheck {
	/** Why it cannot be put in force, in Russian sentences; empty: all is well. */
	faults: string[]
	/** Data that this template does not print: allowed, but the operator should know. */
	leftOut: { tag: string; description: string }[]
}

type Place = "этого документа" | "этого письма"

/**
 * Tags that the data do not have, each with the nearest one that they do have.
 */
export const faultsOfTags = (tags: TagTree, known: TagTree, place: Place): string[] =>
	faultsWithin(tags, [{ inner: known, repeats: false }], place)

/** A tag may name what stands outside its section, so every enclosing part is asked, the nearest first. */
function faultsWithin(
	tags: TagTree,
	scopes: readonly TagNode[],
	place: Place,
	above: readonly string[] = [],
): string[] {
	return [...tags].flatMap(([name, { inner }]) => {
		const path = [...above, name]
		const outwards = scopes.findIndex((scope) => scope.inner.has(name))
		const found = scopes[outwards]?.inner.get(name)
		if (!found) return [unknownTag(name, scopes, place, above)]
		// Each row of the one list would print all of the other: a hundred rows would be ten thousand.
		if (found.repeats && scopes.slice(0, outwards).some(({ repeats }) => repeats))
			return [`список {#${name}} стоит внутри другого списка ({#${above.join(".")}}): уберите его оттуда`]
		return faultsWithin(inner, [found, ...scopes], place, path)
	})
}

function unknownTag(
	name: string,
	scopes: readonly TagNode[],
	place: Place,
	above: readonly string[],
): string {
	// A Word form writes «{teacher.name}» for a name inside its part; a letter writes the name alone.
	const within = place === "этого письма" ? [] : above
	const path = [...within, name].join(".")
	const meant = nearest(
		name,
		scopes.flatMap(({ inner }) => [...inner.keys()]),
	)
	const isBeside = meant !== null && scopes[0]?.inner.has(meant)
	const hint = meant ? ` (возможно, это {${[...(isBeside ? within : []), meant].join(".")}})` : ""
	return `метки {${path}} нет среди данных ${place}: исправьте её${hint} или уберите`
}

/** Data that a template with these tags does not print. */
export const describeLeftOut = (schema: unknown, tags: TagTree): TemplateCheck["leftOut"] =>
	tagsLeftOut(schemaTags(schema), tags).map((path) => ({
		tag: path.join("."),
		description: describeField(schema, path) ?? "",
	}))

/** What hides a whole part hides what is in it: only the part is named. */
function tagsLeftOut(known: TagTree, tags: TagTree, above: readonly string[] = []): string[][] {
	return [...known].flatMap(([name, { inner }]) => {
		const path = [...above, name]
		const printed = tags.get(name)
		return printed ? tagsLeftOut(inner, printed.inner, path) : [path]
	})
}
