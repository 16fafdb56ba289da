import { readFile } from "node:fs/promises"
import type { Application } from "#app/db/generated/client.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { documentForms } from "#app/documents/forms.ts"
import type { PaperBlock } from "#app/documents/read-paper.ts"
import { renderDocument } from "#app/documents/render.server.ts"
import { paperIdOf, readablePaperId } from "#app/documents/sheet-code/sheet-code.ts"
import { DOCX, PDF } from "#app/files/file-types.ts"
import { fileStore } from "#app/files/store.server.ts"
import { log } from "#app/utils/log.server.ts"
import { WorkerPool } from "#app/workers/pool.server.ts"
import { annexFields } from "../../document/annex.document.server.ts"
import type { FormDraft } from "../form/application.form.ts"
import { annexFindings } from "./annex-findings.ts"
import type { TakenFile } from "./take-files.server.ts"

/** A stranger's Word file or PDF is opened in a process of its own. */
const readers = new WorkerPool({ size: 1, limitMs: 20_000, memoryMb: 512, maxWaiting: 50 })

/** A PDF with fewer letters than this is a scan: its sheets are read by their codes instead. */
const LETTERS_OF_A_TEXT = 200

/**
 * What looks wrong in the returned tables of results, for teacher and coordinator. A file whose text cannot be read has no findings:
 * people look at it themselves.
 */
export async function examineAnnex(file: TakenFile, row: Application, now: Date): Promise<string[]> {
	try {
		const lines = await textOf(file)
		if (!lines) return []
		const fields = await annexFields(row, now, [])
		const { bytes } = await renderDocument(documentForms.annex, fields)
		const blank = linesOf(await readers.run("paper.read", bytes))
		const { surname = "", name = "", patronymic = "" } = row.form as FormDraft
		const person = { surname, name, patronymic }
		return annexFindings(lines, {
			number: readablePaperId(paperIdOf(row.paperKey)),
			fullName: fullName(person),
			surname,
			indicators: fields.criteria.methodical === null ? 4 : 5,
			blank,
		})
	} catch (error) {
		log.warn({ err: error, file: file.hash }, "tables of results could not be read")
		return []
	}
}

async function textOf({ hash, type }: TakenFile): Promise<string[] | null> {
	const path = await fileStore().path(hash)
	if (type === DOCX) return linesOf(await readers.run("paper.read", await readFile(path)))
	if (type !== PDF) return null
	const lines = await readers.run("pdf.text", path)
	return lines.join("").length < LETTERS_OF_A_TEXT ? null : lines
}

/** A paper as lines: a row of a table is one line, like in a PDF. */
export const linesOf = (blocks: readonly PaperBlock[]): string[] =>
	blocks.flatMap((block) =>
		block.kind === "paragraph"
			? block.lines
			: block.rows.map(({ cells }) =>
					cells.map(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines).join(" ")).join(" "),
				),
	)
