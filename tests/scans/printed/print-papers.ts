import { mkdir, readdir, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import PizZip from "pizzip"
import { documentForms } from "#app/documents/forms.ts"
import { renderDocument } from "#app/documents/render.server.ts"
import type { PaperKind } from "#app/documents/sheet-code/sheet-code.ts"
import type { DocumentForm } from "#templates/form.ts"
import { tool } from "./tools.ts"

/** A signature line on a printed page, in millimetres from the sheet's upper left corner. */
export interface PrintedLine {
	/** The middle of the line. */
	x: number
	y: number
	/** 1, 2, 3, in the order of the form. */
	line: number
}

export interface PrintedPage {
	/** A picture at 200 dots per inch. */
	file: string
	kind: PaperKind
	page: number
	of: number
	/** Printed in landscape. */
	isWide: boolean
	lines: PrintedLine[]
}

export const PAPER_ID = "A7K39QXB"
const KINDS: readonly PaperKind[] = ["application", "annex", "withdrawal", "conclusion", "consent"]
const POINTS_PER_MM = 72 / 25.4
/** The caption is this far below its line, measured on a printed sheet. */
const CAPTION_BELOW_LINE_MM = 3.6

/**
 * Fills the forms with their samples, prints them with LibreOffice and draws every page with poppler.
 * @param withFont false: as in a program that ignores embedded fonts
 */
export async function printPapers(folder: string, withFont = true): Promise<PrintedPage[]> {
	await rm(folder, { recursive: true, force: true })
	await mkdir(folder, { recursive: true })
	const names: { name: string; kind: PaperKind }[] = []
	for (const kind of KINDS) {
		const form: DocumentForm = documentForms[kind]
		for (const [index, sample] of Object.values(form.samples).entries()) {
			const code = { paperId: PAPER_ID, kind, version: 2, hash: "7F2" }
			const { bytes } = await renderDocument(form, sample, { code })
			const name = `${kind}-${index + 1}`
			await writeFile(join(folder, `${name}.docx`), withFont ? bytes : withoutFont(bytes))
			names.push({ name, kind })
		}
	}
	const word = names.map(({ name }) => join(folder, `${name}.docx`))
	const profile = `-env:UserInstallation=file://${join(folder, "profile")}`
	await tool("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, ...word)
	const pages: PrintedPage[] = []
	for (const { name, kind } of names) pages.push(...(await pagesOf(folder, name, kind)))
	return pages
}

function withoutFont(word: Buffer): Buffer {
	const zip = new PizZip(word)
	const table = zip.file("word/fontTable.xml")?.asText() ?? ""
	zip.file("word/fontTable.xml", table.replace(/<w:embedRegular[^>]*>/, ""))
	zip.remove("word/fonts/code.odttf")
	return zip.generate({ type: "nodebuffer" })
}

async function pagesOf(folder: string, name: string, kind: PaperKind): Promise<PrintedPage[]> {
	const pdf = join(folder, `${name}.pdf`)
	await tool("pdftoppm", "-r", "200", "-gray", "-png", pdf, join(folder, name))
	const words = (await tool("pdftotext", "-bbox", pdf, "-")).split("<page ").slice(1)
	const files = (await readdir(folder)).filter((file) => file.startsWith(`${name}-`) && file.endsWith(".png"))
	let line = 0
	return words.map((page, index): PrintedPage => {
		const captions = [
			...page.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">\(подпись/g),
		]
		return {
			file: join(folder, files.sort()[index] ?? ""),
			kind,
			page: index + 1,
			of: words.length,
			isWide: Number(/width="([\d.]+)"/.exec(page)?.[1]) > Number(/height="([\d.]+)"/.exec(page)?.[1]),
			lines: captions.map(([, left, top, right]) => ({
				x: (Number(left) + Number(right)) / 2 / POINTS_PER_MM,
				y: Number(top) / POINTS_PER_MM - CAPTION_BELOW_LINE_MM + 3,
				line: ++line,
			})),
		}
	})
}
