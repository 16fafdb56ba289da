import type PizZip from "pizzip"
import type { DocumentForm } from "#templates/form.ts"
import type { DocumentFormId } from "../../forms.ts"
import { pathsIn } from "../compare/compare-original.ts"
import { type Essential, mustPrint } from "../compare/must-print.ts"
import { type LostSignature, lostSignatures } from "../compare/signature-rows.ts"
import type { ReadTemplate } from "../judge-tags.ts"
import { written } from "../scan-tags.ts"
import { beside } from "../template-lines.ts"
import { doubtfulParts } from "./doubtful-parts.ts"
import { type PrintedTags, printTags, tagSamples, withoutRow } from "./print-tags.ts"

type Data = Record<string, unknown>

/** What the program's own template prints of made-up data; the same for every template that is held against it. */
const originals = new Map<string, PrintedTags | null>()

function originalOf(form: DocumentForm, own: Buffer, data: Data): PrintedTags | null {
	const key = `${form.id} ${JSON.stringify(data)}`
	const known = originals.get(key)
	if (known !== undefined) return known
	const printed = printTags(form, own, data)
	originals.set(key, printed)
	return printed
}

interface Compared {
	original: ReadTemplate
	read: ReadTemplate
	/** Named already. */
	signatures: readonly LostSignature[]
}

/**
 * What a paper must show, stands in a changed template, and yet would not be seen on each sheet: it is hidden, or it stands in a part
 * that some papers do not have. What is not in the template at all is named elsewhere.
 */
export function unseenOnPaper(
	form: DocumentForm,
	own: Buffer,
	changed: PizZip,
	{ original, read, signatures }: Compared,
): string[] {
	const understood = changed.generate({ type: "nodebuffer", compression: "STORE" })
	const kept = pathsIn(read.tags)
	const essentials = mustPrint[form.id as DocumentFormId]
	const asked = essentials.filter(({ paths }) => paths.some((path) => kept.has(path)))
	const inDoubt = doubtfulParts(original, read, (path) =>
		essentials.some(({ paths }) => paths.includes(path)),
	)
	const unseen = new Map<string, string>()
	for (const data of tagSamples(form, inDoubt)) {
		const now = printTags(form, understood, data)
		const prints = now && originalOf(form, own, data)
		if (!prints) continue
		for (const essential of asked)
			if (!unseen.has(essential.what) && !isShown(essential, prints, now))
				unseen.set(essential.what, sayUnseen(essential, now, read))
		for (const { who } of lostSignatures(prints, now)) {
			const name = withoutRow(who)
			if (signatures.some((one) => one.who === name || name.startsWith("{"))) continue
			unseen.set(name, sayLine(name, now))
		}
	}
	return [...unseen.values()]
}

/** Whatever the original prints of it in these data, the changed template prints too; one of the ways to say it is enough. */
function isShown({ paths }: Essential, before: PrintedTags, now: PrintedTags): boolean {
	const shown = pathsIn(now.tags)
	const wanted = [...pathsIn(before.tags)].filter((path) => paths.includes(withoutRow(path)))
	const asks = (path: string) => wanted.filter((one) => withoutRow(one) === path)
	return (
		wanted.length === 0 ||
		paths.some((path) => asks(path).length > 0 && asks(path).every((one) => shown.has(one))) ||
		paths.some((path) => asks(path).length === 0 && shown.has(path))
	)
}

function sayUnseen({ paths, what }: Essential, now: PrintedTags, read: ReadTemplate): string {
	const tag = read.tags.find(({ path, kind }) => path !== null && paths.includes(path) && kind !== "close")
	const name = tag ? written(tag) : `{${paths[0]}}`
	const where = tag ? ` (${beside(tag.line, tag.at, tag.length)})` : ""
	const hidden = now.unseen.find(({ text }) =>
		paths.some((path) => [...text.matchAll(/\{([^{}]+)\}/g)].some(([, found = ""]) => isWithin(found, path))),
	)
	return hidden
		? `на бумаге не будет ${what}: метка ${name} стоит ${hidden.why}${where}; сделайте её видимой, обычным шрифтом и чёрным цветом`
		: `на бумаге не всегда будет ${what}: метка ${name} стоит в части, которая печатается не в каждом документе${where}; вынесите её из этой части, как в исходном шаблоне`
}

const isWithin = (found: string, path: string) =>
	withoutRow(found) === path || withoutRow(found).startsWith(`${path}.`)

function sayLine(who: string, now: PrintedTags): string {
	const hidden = now.unseen.find(({ text }) => text.includes("подпись") || text.includes(who))
	return hidden
		? `строки подписи «${who}» на бумаге не будет видно: она стоит ${hidden.why}; верните её вид из исходного шаблона`
		: `строка подписи «${who}» печатается не в каждом документе: вынесите её из части, которую печатают не всегда, как в исходном шаблоне`
}
