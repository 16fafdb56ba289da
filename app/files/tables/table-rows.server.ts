import { invalid } from "#app/utils/errors.ts"
import { inspectors, verdict, WITH_TIME_FOR_PICTURES } from "../inspectors.server.ts"
import { FileRefusal } from "../refusals.ts"
import { fileStore } from "../store.server.ts"
import type { ReceivedFile } from "../upload.server.ts"
import type { TextRows } from "./rows.ts"

/**
 * The rows of an uploaded table, as text. A worker reads it, with limits of time and memory.
 * @throws DomainError invalid at the file's field
 */
export async function tableRows({ hash, originalName }: ReceivedFile): Promise<TextRows> {
	const path = await fileStore().path(hash)
	const asked = inspectors.run("table.read", { path, name: originalName }, WITH_TIME_FOR_PICTURES)
	const { rows } = await verdict(asked, originalName).catch((error: unknown) => {
		throw error instanceof FileRefusal ? invalid({ file: adviceOnTable(error) }) : error
	})
	return rows
}

/** A document that is too complex may be printed instead. A table may not. */
const adviceOnTable = ({ code, what, message }: FileRefusal): string =>
	code === "tooComplex"
		? `${what} Оставьте в таблице только строки и столбцы списка, сохраните её как CSV и загрузите снова.`
		: message
