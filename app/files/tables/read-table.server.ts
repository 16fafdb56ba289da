import { readFile } from "node:fs/promises"
import { withArchive } from "../inspection/archive.server.ts"
import { asRefused, type RefusedContent } from "../inspection/found.ts"
import { MAX_TABLE_ROWS } from "../limits.ts"
import { FileRefusal, refuse } from "../refusals.ts"
import { csvRows, decodeText } from "./csv-rows.ts"
import type { TextRows } from "./rows.ts"
import { sheetRows } from "./sheet-rows.server.ts"

export interface TableToRead {
	path: string
	/** The sender's name, used only to name the file in a refusal. */
	name: string
}

/** A control character that no text has. */
const HAS_BINARY = /[^\P{Cc}\t\r\n\f]/u

/** The rows of an XLSX or CSV file, told apart by their content. Runs in a worker only. */
export async function readTableFile(
	table: TableToRead,
): Promise<{ ok: true; rows: TextRows } | RefusedContent> {
	return read(table)
		.then((rows) => ({ ok: true as const, rows }))
		.catch(asRefused)
}

async function read({ path, name }: TableToRead): Promise<TextRows> {
	const bytes = await readFile(path)
	if (bytes.length === 0) throw refuse.empty(name)
	const rows =
		bytes.subarray(0, 2).toString("latin1") === "PK"
			? await withArchive(path, name, (archive) =>
					sheetRows(archive, MAX_TABLE_ROWS).catch((error: unknown) => {
						throw error instanceof FileRefusal ? error : refuse.broken(name)
					}),
				)
			: textRows(bytes, name)
	if (rows === null) throw refuse.noTable(name)
	if (rows.length > MAX_TABLE_ROWS) throw refuse.longTable(name)
	return rows
}

function textRows(bytes: Uint8Array, name: string): TextRows {
	const text = decodeText(bytes)
	if (HAS_BINARY.test(text) || text.startsWith("%PDF-")) throw refuse.noTable(name)
	return csvRows(text, MAX_TABLE_ROWS)
}
