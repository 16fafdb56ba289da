import type { TagNode, TagTree } from "#app/documents/template/template-tags.ts"
import { nearest } from "#app/utils/nearest.ts"

/** The result of checking a letter's words. */
export interface WordsCheck {
	/** Why the words cannot be put in force, in Russian sentences. Empty if all is well. */
	faults: string[]
	/** Data that these words leave out. That is allowed, but the operator should know. */
	leftOut: { tag: string; description: string }[]
}

/** Tags that the letter does not have, each with the most similar one that it has. */
export const faultsOfTags = (tags: TagTree, known: TagTree): string[] =>
	faultsWithin(tags, [{ inner: known, repeats: false, isSection: false }])

/** A tag may name a field outside its section, so every enclosing part is searched, the nearest first. */
function faultsWithin(tags: TagTree, scopes: readonly TagNode[], above: readonly string[] = []): string[] {
	return [...tags].flatMap(([name, { inner }]) => {
		const path = [...above, name]
		const outwards = scopes.findIndex((scope) => scope.inner.has(name))
		const found = scopes[outwards]?.inner.get(name)
		if (!found) return [unknownTag(name, scopes)]
		// Each row of one list would print all rows of the other: a hundred rows would become ten thousand.
		if (found.repeats && scopes.slice(0, outwards).some(({ repeats }) => repeats))
			return [`список {#${name}} стоит внутри другого списка ({#${above.join(".")}}): уберите его оттуда`]
		return faultsWithin(inner, [found, ...scopes], path)
	})
}

function unknownTag(name: string, scopes: readonly TagNode[]): string {
	const meant = nearest(
		name,
		scopes.flatMap(({ inner }) => [...inner.keys()]),
	)
	const hint = meant ? ` (возможно, это {${meant}})` : ""
	return `метки {${name}} нет среди данных этого письма: исправьте её${hint} или уберите`
}
