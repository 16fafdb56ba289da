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
import { type AnnexText, textOfSheets } from "./annex-text.ts"
import type { TakenFile } from "./take-files.server.ts"

/** An uploaded Word file or PDF is opened in a separate process. */
const readers = new WorkerPool({ size: 1, limitMs: 20_000, memoryMb: 512, maxWaiting: 50 })

/**
 * What looks wrong in the returned tables of results, for the teacher and the coordinator. A file whose text cannot be read
 * has no findings, so people check it themselves.
 */
export async function examineAnnex(file: TakenFile, row: Application, now: Date): Promise<string[]> {
	try {
		if (file.type !== DOCX && file.type !== PDF) return []
		const fields = await annexFields(row, now, [])
		const { bytes } = await renderDocument(documentForms.annex, fields)
		const blank = linesOf(await readers.run("paper.read", bytes))
		const text = await textOf(file, blank)
		if (!text) return []
		const { surname = "", name = "", patronymic = "" } = row.form as FormDraft
		const person = { surname, name, patronymic }
		return annexFindings(text.lines, {
			number: readablePaperId(paperIdOf(row.paperKey)),
			fullName: fullName(person),
			surname,
			indicators: fields.criteria.methodical === null ? 4 : 5,
			blank,
			complete: text.complete,
		})
	} catch (error) {
		log.warn({ err: error, file: file.hash }, "tables of results could not be read")
		return []
	}
}

async function textOf({ hash, type }: TakenFile, blank: readonly string[]): Promise<AnnexText | null> {
	const path = await fileStore().path(hash)
	if (type === PDF) return textOfSheets(await readers.run("pdf.text", path), blank)
	return { lines: linesOf(await readers.run("paper.read", await readFile(path))), complete: true }
}

/** A paper as lines. A row of a table is one line, as in a PDF. */
export const linesOf = (blocks: readonly PaperBlock[]): string[] =>
	blocks.flatMap((block) =>
		block.kind === "paragraph"
			? block.lines
			: block.rows.map(({ cells }) =>
					cells.map(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines).join(" ")).join(" "),
				),
	)
