import { formNamed } from "../../forms.ts"
import type { JudgedTag, ReadTemplate } from "../judge-tags.ts"
import { written } from "../scan-tags.ts"
import { beside, type TemplateLine } from "../template-lines.ts"
import { matchLines, wordsInPlace } from "./match-lines.ts"
import { mustPrint } from "./must-print.ts"
import { type NameBeside, namesBeside } from "./names-beside.ts"

interface Differences {
	/** Why it is no template of this form. */
	faults: string[]
	/** Allowed, but every paper will say it. */
	cautions: string[]
	/** It is no template at all, but a paper that somebody's data fill already. */
	isPaper: boolean
}

type Matches = ReadonlyMap<TemplateLine, TemplateLine>

interface Replaced {
	path: string
	tag: string
	words: string
	where: string
}

/** More places than this, and it is a filled paper: naming each would hide the reason. */
const MOST_NAMED = 3
/** What is the same in every paper of the region, so an operator may write it out: the Order, the department, the place. */
const STANDING = /(^|\.)(order|item|department|heading|place|address)$/

/**
 * Compares a changed template with the program's own: what a paper must print and no longer would, and what has been written
 * where a tag stood, which every paper would then say of everybody.
 */
export function compareWithOriginal(
	formId: string,
	original: ReadTemplate,
	changed: ReadTemplate,
): Differences {
	if (!formNamed(formId)) return { faults: [], cautions: [], isPaper: false }
	const printed = pathsIn(changed.tags)
	const matches = matchLines(original.lines, changed.lines)
	const replaced = replacedIn(original, changed, matches)
	const essentials = mustPrint[formId as keyof typeof mustPrint]
	const faults: string[] = []
	const cautions: string[] = []
	const unknown = new Set(
		changed.tags.filter(({ path, kind }) => path === null && kind !== "close").map(({ line }) => line),
	)
	/** Its line has a tag that nobody knows: that one is named already. */
	const isMistyped = (paths: readonly string[]) =>
		original.tags.some(({ path, line }) => {
			const now = matches.get(line)
			return path !== null && paths.includes(path) && now !== undefined && unknown.has(now)
		})
	const missing = essentials.filter(({ paths }) => !paths.some((path) => printed.has(path)))
	const mayBeWords = (path: string) =>
		STANDING.test(path) || essentials.some((one) => one.mayBeWords && one.paths.includes(path))
	const weighs = ({ path }: Replaced) => (essentials.some(({ paths }) => paths.includes(path)) ? 1 : 0)
	const filled = replaced.filter(({ path }) => !mayBeWords(path)).sort((a, b) => weighs(b) - weighs(a))
	// What else is missing from a filled paper says nothing more.
	if (filled.length > MOST_NAMED) return { faults: [filledPaper(filled)], cautions: [], isPaper: true }
	faults.push(...filled.map(filledPlace))
	for (const { what, paths } of missing)
		if (!replaced.some(({ path }) => paths.includes(path)) && !isMistyped(paths))
			faults.push(goneFrom(what, paths, original))
	for (const one of namesBeside(original, changed)) {
		// What stands instead of a tag is named already, or is the name of an office holder that the region has written out.
		if (replaced.some(({ words }) => words.includes(one.name) || one.name.includes(words))) continue
		if (one.signs) faults.push(nameAtSignature(one))
		else cautions.push(`в каждом документе будет стоять имя «${one.name}» (${one.where})`)
	}
	for (const one of replaced)
		if (!filled.includes(one))
			cautions.push(
				`вместо метки ${one.tag} во всех документах будет стоять «${short(one.words)}» (${one.where})`,
			)
	return { faults, cautions, isPaper: false }
}

/** Every path that tags print, and the parts around them. */
export function pathsIn(tags: readonly JudgedTag[]): ReadonlySet<string> {
	const paths = new Set<string>()
	for (const { path } of tags) {
		if (path === null) continue
		const steps = path.split(".")
		for (let count = 1; count <= steps.length; count++) paths.add(steps.slice(0, count).join("."))
	}
	return paths
}

function countsOf(tags: readonly JudgedTag[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>()
	for (const { path, kind } of tags)
		if (path !== null && kind === "value") counts.set(path, (counts.get(path) ?? 0) + 1)
	return counts
}

/** A tag is asked for where it stood: another line may still print the same. */
function replacedIn({ tags }: ReadTemplate, changed: ReadTemplate, matches: Matches): Replaced[] {
	const found = new Map<string, Replaced>()
	const kept = new Map<TemplateLine, Set<string | null>>()
	for (const { line, path } of changed.tags) kept.set(line, (kept.get(line) ?? new Set()).add(path))
	const before = countsOf(tags)
	const after = countsOf(changed.tags)
	for (const tag of tags) {
		const now = matches.get(tag.line)
		if (!now || tag.path === null || tag.kind !== "value" || found.has(tag.path)) continue
		if (now.text === tag.line.text || kept.get(now)?.has(tag.path)) continue
		// It has only moved to another line.
		if ((after.get(tag.path) ?? 0) >= (before.get(tag.path) ?? 0)) continue
		const words = wordsInPlace(tag.line, tag.at, tag.length, now)
		// A ruled line is filled in by hand, and words in brackets say how.
		if (!words || /_{2,}/.test(words) || /^\s*\([^()]*\)\s*$/.test(now.text)) continue
		found.set(tag.path, {
			path: tag.path,
			tag: tag.name === "." ? `{#${tag.path.split(".").at(-1)}}` : written(tag),
			words,
			where: beside(now, Math.max(0, now.text.indexOf(words)), now.text.includes(words) ? words.length : 0),
		})
	}
	return [...found.values()]
}

const short = (words: string) => (words.length > 60 ? `${words.slice(0, 60).replace(/\s\S*$/, "")}…` : words)

const filledPlace = ({ tag, words, where }: Replaced) =>
	`вместо метки ${tag} стоит «${short(words)}» (${where}): так было бы напечатано в каждом документе, верните метку`

const nameAtSignature = ({ name, where }: NameBeside) =>
	`у места подписи вписано имя «${name}» (${where}): так было бы напечатано под каждым документом, уберите его`

function filledPaper(filled: readonly Replaced[]): string {
	const named = filled
		.slice(0, MOST_NAMED)
		.map(({ tag, words, where }) => `«${short(words)}» вместо ${tag} (${where})`)
	return `похоже, это уже заполненный документ, а не шаблон: на месте меток стоят чьи-то данные: ${named.join("; ")} и ещё ${filled.length - MOST_NAMED}; скачайте действующий шаблон и измените его`
}

function goneFrom(what: string, paths: readonly string[], original: ReadTemplate): string {
	const tag = original.tags.find(
		({ path, kind }) => path !== null && paths.includes(path) && kind !== "close",
	)
	if (!tag) return `нет метки {${paths[0]}}: на бумаге не будет ${what}`
	const steps = tag.path?.split(".") ?? []
	const name = tag.name === "." ? `{#${steps.at(-1)}}` : written(tag)
	const around = steps.slice(0, steps.length - tag.name.split(".").length).at(-1)
	const inside = around && tag.name !== "." ? ` внутри {#${around}}` : ""
	return `нет метки ${name}${inside}: на бумаге не будет ${what}, а в исходном шаблоне она стоит здесь: ${beside(tag.line, tag.at, tag.length)}`
}
